"""The JSON Schemas, with which editors complete and check: they know what the reader knows.

An editor reads YAML 1.2: `1` is a number and `true` a flag, `no` and `2026-01-01` are texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from builder.authors.offered import NAMES, OFFERED
from builder.authors.schema import FILES, schemas
from builder.cli import main
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.model import Placed, TopicUse, block
from builder.project import Project
from builder.source.values import NAMING
from tests.conftest import ROOT, TODAY
from tests.test_errors import ERRORS

KINDS = {
    "handouts/*.yaml": "handout",
    "handouts/layouts/*.yaml": "layout",
    "handouts/brands/*/brand.yaml": "brand",
    "sources/topics/**/*.yaml": "topic",
    "sources/sites/*.yaml": "site",
    "sources/snippets/*.yaml": "snippet",
    "sources/letters/*.yaml": "letter",
    "handouts/packs/*.yaml": "pack",
    "sources/terms.yaml": "terms",
    "sources/evidence/*.yaml": "evidence",
    "sources/pictures.yaml": "pictures",
    "sources/questions.yaml": "questions",
    "sources/signs.yaml": "signs",
    "sources/conditions.yaml": "conditions",
    "sources/words/*/*.yaml": "words",
    "builder/readability/*/*.yaml": "words",
    "builder/layouts/*.yaml": "layout",
    "builder/phrases/*.yaml": "phrases",
}
SOURCES = [
    (path, kind)
    for root in (ROOT, ROOT / "tests/plain")
    for pattern, kind in KINDS.items()
    for path in sorted(root.glob(pattern))
]
# The mistakes that a schema can tell, and those cases of them that it cannot.
SEEN = {
    "bad-address", "bad-colour", "bad-language", "bad-name", "empty-file", "empty-list",
    "empty-text", "missing-key", "out-of-range", "two-blocks", "unknown-block", "unknown-key",
    "unknown-part", "unknown-value", "wrong-kind",
}  # fmt: skip
TOO_FINE = {
    "handout-reserved-code", "topic-reserved-name",  # names that some computers reserve
    "topic-only-unseen",  # signs that a font shows nothing for
    "phrases-no-line",  # what a text must hold
    # one key depends on another
    "handout-allow-unexplained", "handout-bad-user-test", "handout-reviewed-first",
    "handout-withdrawn-first",
    "layout-leading", "layout-tab-too-wide", "topic-figure-of-both", "topic-one-picture",
    "topic-note-empty",
}  # fmt: skip


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def codes(case: Path) -> set[str]:
    """The codes of the diagnostics that are expected of a case."""
    told = case.with_suffix(".txt")
    return set(re.findall(r"error\[(.*?)\]", told.read_text("utf-8"))) if told.exists() else set()


SCHEMAS = schemas()  # those of no project in particular
CASES = [c for c in sorted(ERRORS.glob("*.yaml")) if codes(c) & SEEN and c.stem not in TOO_FINE]


class Editor(yaml.CSafeLoader):
    """YAML as an editor reads it: the core schema of YAML 1.2 (10.3.2)."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern in {
    "null": r"null|Null|NULL|~|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"({pattern})$"), None)


@cache
def rules(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMAS[kind]))


def problems(text: str, kind: str) -> list[str]:
    """What an editor underlines."""
    try:
        return [error.message for error in rules(kind).iter_errors(yaml.load(text, Editor))]
    except yaml.YAMLError as error:
        return [str(error)]


def test_the_schemas_are_up_to_date() -> None:
    folder = ROOT / ".schemas"
    known = schemas(read_library(Project(ROOT, TODAY), Sink()))
    lying = {path.stem: path.read_text("utf-8") for path in folder.iterdir()}
    assert {kind: _unnamed(text) for kind, text in lying.items()} == {
        kind: _unnamed(text) for kind, text in known.items()
    }


def _unnamed(schema: str) -> Any:
    """The schema without the names it only offers: who adds a topic need not write it anew."""
    made = json.loads(schema)
    made["$defs"] = {
        key: True if key.endswith(OFFERED) else one for key, one in made["$defs"].items()
    }
    return made


def unsaid(schema: Any, at: str) -> list[str]:
    """The keys below a schema of which nothing says what they are for."""
    if isinstance(schema, list):
        return [key for one in schema for key in unsaid(one, at)]
    if not isinstance(schema, dict):
        return []
    found = []
    for key, value in schema.items():
        if key == "properties":
            found += [f"{at}.{name}" for name, one in value.items() if not one.get("description")]
        found += unsaid(value, f"{at}.{key}")
    return found


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_says_what_it_is_for(kind: str) -> None:
    assert unsaid(json.loads(SCHEMAS[kind]), kind) == []


def test_an_editor_offers_what_there_is(folder: Path) -> None:
    """What the builder has, and what the project has that the schemas are written in."""
    assert handouts(folder, "schema").exit_code == 0
    written = json.loads((folder / ".schemas/handout.json").read_text("utf-8"))
    keys = written["properties"]
    assert keys["layout"]["enum"] == ["a5", "card", "leaflet", "questions", "sheet", "small"]
    assert (keys["brand"]["enum"], keys["site"]["enum"]) == (["plain"], ["hill"])
    assert "enum" not in json.loads(SCHEMAS["handout"])["properties"]["brand"]
    for kind in ("handout", "site"):
        allowed = json.loads(SCHEMAS[kind])["$defs"]["allowed"]["enum"]
        assert {"passive-voice", "unset-fact"} <= set(allowed)
        assert "missing-glyph" not in allowed  # a mistake, which nobody can allow
    (folder / "handouts/brands/plain/brand.yaml").write_text("brand: [not finished", "utf-8")
    handouts(folder, "schema")
    keys = json.loads((folder / ".schemas/handout.json").read_text("utf-8"))["properties"]
    assert "enum" not in keys["brand"]


def test_each_kind_of_thing_that_is_named_is_offered() -> None:
    """What fields name, and what can be offered, are the same."""
    named = set[str]()
    for kind in FILES:
        named |= set(_kinds_named(FILES[kind].model_json_schema()))
    inside: list[type[Placed]] = [TopicUse, *(block[name] for name in block)]
    for wanted in inside:
        named |= set(_kinds_named(wanted.model_json_schema()))
    assert named == {*NAMES}


def _kinds_named(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if NAMING in schema:
            yield schema[NAMING]
        schema = [*schema.values()]
    for one in schema if isinstance(schema, list) else ():
        yield from _kinds_named(one)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_one(kind: str) -> None:
    validator = jsonschema.Draft202012Validator
    of_rules = validator(validator.META_SCHEMA)
    assert [error.message for error in of_rules.iter_errors(json.loads(SCHEMAS[kind]))] == []


@pytest.mark.parametrize(("path", "kind"), SOURCES, ids=lambda v: str(v).removeprefix(f"{ROOT}/"))
def test_the_sources_are_valid(path: Path, kind: str) -> None:
    text = path.read_text("utf-8")
    assert problems(text, kind) == []
    if first := re.match(r"# yaml-language-server: \$schema=(.*)\n", text):
        assert (path.parent / first[1]).resolve() == ROOT / f".schemas/{kind}.json"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_an_editor_sees_the_mistake(case: Path) -> None:
    assert problems(case.read_text("utf-8"), case.stem.partition("-")[0])


def test_texts_that_look_like_something_else_are_texts() -> None:
    topic = """
topic: 2026
title: 1.10
sections:
  - id: no
    heading: 0x1F
    blocks:
      - glossary:
      - paragraph: true
      - list: [no, 012, 1:10, 2026-01-01, .5, +44123, 1_000]
      - write-in: 7
      - {table: {columns: [1, 2], rows: [[1, 2.5]], row_headers: true, widths: [1, 2.5]}}
"""
    assert problems(topic, "topic") == []
