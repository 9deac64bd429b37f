"""Content that is longer than a page is split and still says everything, or is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.paper.render import render
from tests.conftest import faulty, merged, topic_of
from tests.proof import faults

LONG = " ".join(["word"] * 900)
HALF = " ".join(["word"] * 75)  # on the small paper of the tests
SPLIT = {
    "paragraph": f"- paragraph: {LONG}",
    "one-word": f"- paragraph: {'x' * 3000}",
    "urgent": f"- urgent: {{title: T, text: {LONG}}}",
    "row-header": f"- table: {{row_headers: true, rows: [[a, {LONG}]]}}",
    "row": f"- table: {{columns: [a, b], rows: [[{LONG}, x], [y, z]]}}",
    "cards": f"- table: {{columns: [{', '.join(['Prednisolone'] * 9)}], rows: "
    f"[{', '.join(['[Methotrexate' + ', milligrams' * 8 + ']'] * 9)}]}}",
    "tall-card": f"- table: {{columns: [{', '.join(['Prednisolone'] * 4)}], rows: "
    f"[[{LONG}, b, c, d], [e, f, g, {LONG}]]}}",
    "two-rows": f"- table: {{columns: [a, b], rows: [[{HALF}, x], [{HALF}, z]]}}",
    "rows": f"- table: {{columns: [a, b], rows: [{', '.join(['[one, two]'] * 120)}]}}",
    "question": f"- question: {{text: {LONG}, lines: 30}}",
    "notes": "- notes: 60",
    "list": f"- list: [{LONG}, b]",
    "steps": f"- steps: [a, {LONG}]",
    "timeline": f"- timeline: [{{stage: {LONG}, text: {LONG}}}]",
    "key-facts": f"- key-facts: [{{label: {LONG}, value: b}}]",
    "write-in": f"- write-in: {LONG}",
    "nested": f"- note: {{title: T, blocks: [{{urgent: {{title: a, text: {LONG}}}}}]}}",
    "columns": f"- do-and-do-not: {{do: [{LONG}], do_not: [b]}}",
}
REPORTED = {
    "header": f"- table: {{columns: [{LONG}, b], rows: [[x, x]]}}",
}


def drawn(folder: Path, blocks: str) -> tuple[int, list[str]]:
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    handouts, found = merged(folder)
    assert faulty(found) == []
    done = render(handouts[0])
    if not done.diagnostics:
        assert faults(handouts[0], done.pdf) == []
    return done.pages, [f"{d.span} {d.code}" for d in done.diagnostics]


@pytest.mark.parametrize("name", SPLIT)
def test_split(name: str, folder: Path) -> None:
    pages, problems = drawn(folder, SPLIT[name])
    assert problems == []
    assert pages > 1


@pytest.mark.parametrize("name", REPORTED)
def test_reported(name: str, folder: Path) -> None:
    _, problems = drawn(folder, REPORTED[name])
    assert problems == ["sources/topics/case.yaml:6:9 overflow"]


def test_a_table_begins_a_page_where_it_is_to(folder: Path) -> None:
    grid = "week-grid: {count: 3, across: 1, new_page: true, rows: [{label: a}]}"
    assert drawn(folder, f"- {grid}") == (3, [])
