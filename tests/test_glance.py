"""Facts at a glance stand on the first page, and are printed, heard, found and approved once."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.handout import Handout
from builder.paper.render import render
from builder.sign.composed import composed, data
from builder.web.document import write
from builder.words.words import passages, words
from tests.conftest import faulty, merged, said_in, topic_of
from tests.proof import faults

BLOCKS = """\
- paragraph: First of all.
- key-facts:
    at_a_glance: true
    facts:
      - {label: How long, value: About 1 hour}
      - {label: Where, value: Day unit}
      - {label: With whom, value: Our nurses}
"""


def made(folder: Path, parts: str = "at-a-glance, contents") -> list[Handout]:
    """The plain project with facts at a glance, in a layout with these parts."""
    layout = folder / "handouts/layouts/small.yaml"
    layout.write_text(layout.read_text("utf-8").replace("contents", parts), "utf-8")
    (folder / "sources/topics/case.yaml").write_text(topic_of(BLOCKS), "utf-8")
    handouts, found = merged(folder)
    assert faulty(found) == []
    return handouts


def test_they_stand_before_the_contents(folder: Path) -> None:
    for handout in made(folder):
        told = [rich.text for rich in words(handout)]
        assert told.index("At a glance") < told.index("How long") < told.index("First of all.")
        assert told.count("Day unit") == 1
        assert [p.text for p in passages(handout)].count("Day unit") == 1
        assert "At a glance" not in [p.text for p in passages(handout)]
        if handout.edition.edition == "web":
            assert write(handout).decode().count("Day unit") == 1
        else:
            assert faults(handout, render(handout).pdf) == []


def test_where_the_layout_has_no_place_they_stay_in_theirs(folder: Path) -> None:
    for handout in made(folder, "contents"):
        assert handout.on_cover() == ()
        told = [rich.text for rich in words(handout)]
        assert told.index("First of all.") < told.index("How long")


def test_an_approval_covers_them(folder: Path) -> None:
    handout = made(folder)[0]
    assert [fact for blocks in data(handout) for fact in blocks if fact["kind"] == "KeyFacts"]
    assert all("Day unit" in str(part["at-a-glance"]) for part in composed(handout).values())


def test_they_stand_before_the_contents_or_nowhere(folder: Path) -> None:
    layout = folder / "handouts/layouts/small.yaml"
    layout.write_text(layout.read_text("utf-8").replace("contents", "contents, at-a-glance"))
    _, found = merged(folder)
    assert "'at-a-glance' stands before 'contents'" in [each.message for each in found]


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_their_columns_begin_where_lines_do(folder: Path, language: str) -> None:
    said_in(folder, language)
    definition = folder / "handouts/case.yaml"
    definition.write_text(definition.read_text("utf-8") + f"language: {language}\n", "utf-8")
    for handout in made(folder):
        if handout.edition.edition != "web":
            assert faults(handout, render(handout).pdf) == []
