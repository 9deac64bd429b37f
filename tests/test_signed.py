"""Whatever word of a source changes: the approval is void, or what is printed stays the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.share import Share
from tests.signed import case, changes, fault, project, read_back
from tests.test_schema import SCHEMAS

KINDS = {
    "approvals": "handouts/approvals/*.yaml",
    "brand": "handouts/brands/*/brand.yaml",
    "conditions": "sources/conditions.yaml",
    "evidence": "sources/evidence/*.yaml",
    "facts": "sources/facts.yaml",
    "handout": "handouts/*.yaml",
    "layout": "handouts/layouts/*.yaml",
    "letter": "sources/letters/*.yaml",
    "pack": "handouts/packs/*.yaml",
    "phrases": "sources/phrases/*.yaml",
    "pictures": "sources/pictures.yaml",
    "printer": "handouts/printers/*.yaml",
    "questions": "sources/questions.yaml",
    "signs": "sources/signs.yaml",
    "site": "sources/sites/*.yaml",
    "snippet": "sources/snippets/*.yaml",
    "terms": "sources/terms.yaml",
    "topic": "sources/topics/*.yaml",
    "words": "sources/words/*/*.yaml",
}
# Keys that the project has not, and why no word can come in by them.
ELSEWHERE = {
    # fonts: how the words look
    "brand": {"bold", "font_files", "languages", "leading", "more_fonts", "regular"},
}
EACH = 320  # one of so many changes is tried here, and all by `make proofs`
PARTS = 4


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("signed") / "project")


def keys(value: Any) -> Iterator[str]:
    """Every key below a value."""
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            yield from keys(each)
    # 'on' is a flag to YAML 1.1.
    yield from ("on" if key is True else key for key in value) if isinstance(value, dict) else ()


def properties(schema: Any) -> Iterator[str]:
    """Every key that a schema has a place for."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for each in schema.values():
            yield from properties(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from properties(each)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_project_has_every_key(kind: str, signed: Path) -> None:
    """A new key that the project has not fails here, before a word of it is printed unsigned."""
    found: set[str] = set()
    for pattern in {KINDS[kind], KINDS["topic" if kind in ("handout", "snippet") else kind]}:
        for place in signed.glob(pattern):
            found |= set(keys(yaml.safe_load(place.read_text("utf-8"))))
    assert set(properties(json.loads(SCHEMAS[kind]))) - found == ELSEWHERE.get(kind, set())


@pytest.mark.parametrize("start", range(PARTS))
def test_no_word_is_printed_that_nobody_approved(start: int, signed: Path, some: Share) -> None:
    handout = case(signed)
    assert handout is not None
    assert handout.approvals
    before = read_back(handout)
    every = some(list(changes(signed))[start::PARTS], EACH)
    assert [told for each in every if (told := fault(signed, each, before))] == []
