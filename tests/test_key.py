"""The key of an output holds all that can change it: everything a source says is changed once.

Where a leaflet still comes out, its key is another, or its bytes are the same.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.diagnostics import Sink
from builder.draw import draw
from builder.library.reading import read_library
from builder.library.which import which
from builder.merge.merge import in_edition, merge
from builder.model import Handout
from builder.outputs.entry import key_of
from builder.project import Project
from tests.conftest import PLAIN, ROOT, TODAY, topic_of
from tests.test_golden import CASES

GIVEN = {
    "handouts/case.yaml": """\
subtitle: and {site.call_24h}
not_for: Others
tag: Ward 4
owner: The nurses
editions: [standard, large-print]
strip: every
related: [other]
user_test: {date: 2026-03-01, people: 10, points: 15, found: 14}
""",
    "handouts/brands/plain/brand.yaml": """\
logo: round.svg
logo_alt: A round
marks:
  - {image: round.svg, alt: Tested, licence: N-1, until: 2029-01-01}
""",
    "sources/sites/hill.yaml": "web: https://leaflets.example.org/\nlanguage: en-IE\n",
    "sources/phrases/en.yaml": "language: en\nphrases: {page: Page %page% of %pages%}\nfacts: {}\n",
}
FILES = [
    *("handouts/case.yaml", "handouts/layouts/small.yaml", "handouts/brands/plain/brand.yaml"),
    *("sources/sites/hill.yaml", "sources/terms.yaml", "sources/phrases/en.yaml"),
    *("sources/evidence/claims.yaml", "sources/signs.yaml"),
]
TOPIC = "sources/topics/case.yaml"
BLOCKS = """\
- paragraph: Water {term:fracture} is wet at {site.fever_c}.
  claims: [good]
- contact: office
- glossary
- urgent: {title: Ring us, text: You shiver.}
"""


@pytest.fixture
def clinic(folder: Path) -> Path:
    """A project in which each kind of source says something."""
    for name, more in GIVEN.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + more, "utf-8")
    for place in ("sources/topics", "handouts/brands/plain"):
        shutil.copy(ROOT / "tests/golden/round.svg", folder / place)
    (folder / TOPIC).write_text(topic_of(BLOCKS), "utf-8")
    other = (PLAIN / "handouts/case.yaml").read_text("utf-8")
    other = other.replace("handout: case", "handout: other")
    (folder / "handouts/other.yaml").write_text(other, "utf-8")
    return folder


def handouts(folder: Path) -> list[Handout]:
    """The case in all its editions; none where something is wrong."""
    project, sink = Project(folder, TODAY), Sink()
    library = read_library(project, sink)
    wanted = which(library, sink, ("case",))
    found = merge(project, library, wanted[0], sink) if wanted else None
    if found is None or sink.failed:
        return []
    return [in_edition(found, each.edition) for each in wanted]


def changed(value: Any) -> Iterator[Any]:
    """The value with one thing in it said otherwise, or put in another order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ({**value, key: each} for each in changed(inner))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from ([*value[:n], each, *value[n + 1 :]] for each in changed(inner))
        if len(value) > 1:
            yield value[::-1]
    else:
        yield otherwise(value)


def otherwise(value: str) -> str:
    """Another value of the same kind: a number, a day or a colour by its last figure; a text."""
    if value in ("true", "false"):
        return "false" if value == "true" else "true"
    if re.fullmatch(r"#?[0-9a-f.-]+", value):
        return value[:-1] + ("1" if value[-1] != "1" else "2")
    return f"{value} more"


def unlike(name: str, clinic: Path) -> Iterator[Any]:
    """The versions of a file with which leaflets have the same keys and yet other bytes."""
    before = handouts(clinic)
    keys = [key_of(handout) for handout in before]
    expected = [data for data, _, _ in map(draw, before)]
    built = 0
    for version in changed(yaml.load((clinic / name).read_text("utf-8"), yaml.CBaseLoader)):
        (clinic / name).write_text(yaml.safe_dump(version, allow_unicode=True), "utf-8")
        after = handouts(clinic)
        built += bool(after)
        same = after and [key_of(handout) for handout in after] == keys
        if same and [data for data, _, _ in map(draw, after)] != expected:
            yield version
    assert built


@pytest.mark.share(4)
@pytest.mark.parametrize("name", FILES)
def test_same_key_same_bytes(name: str, clinic: Path) -> None:
    assert list(unlike(name, clinic)) == []


@pytest.mark.share(6)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_same_key_same_bytes_of_a_block(case: Path, clinic: Path) -> None:
    (clinic / TOPIC).write_text(topic_of(case.read_text("utf-8")), "utf-8")
    assert list(unlike(TOPIC, clinic)) == []


ALIKE = (
    "Rest at a.example now.",
    "**Rest at a.example now.**",
    "**Rest** at a.example now.",
    "Rest at a.example **now**.",
    "Rest at [a.example](https://a.example) now.",
    "Rest at [a.example](https://a.example/) now.",
    "{term:fracture|Rest} at a.example now.",
    "{site.stay_near_days} is to be written in.",
    "(not filled in yet)\u00a0days is to be written in.",
)


def test_texts_with_the_same_letters_have_other_keys(clinic: Path) -> None:
    keys: dict[str, str] = {}
    printed: set[str] = set()
    for words in ALIKE:
        (clinic / TOPIC).write_text(topic_of(f'- paragraph: "{words}"'), "utf-8")
        handout = handouts(clinic)[0]
        (block,) = handout.chapters[0].sections[0].blocks
        printed.update(rich.text for rich in block.words(handout))
        assert keys.setdefault(key_of(handout), words) == words
    assert len(printed) == 2
