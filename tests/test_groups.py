"""Leaflets of a group share colours: the brand says which, and merging puts them in their roles."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.handout import Handout
from builder.outputs.result import Wish
from builder.paper.render import render
from builder.pictures.tones import contrast
from builder.web.document import write
from tests.conftest import ROOT, faulty, merged
from tests.proof import faults

GROUPS = """
groups:
  decide: {primary: "#5b2a6e", line: "#a899b2"}
  pale: {primary: "#c9b3d4"}
"""


def grouped(folder: Path, group: str) -> tuple[list[Handout], list[str]]:
    """The plain project with two groups, and its handout in one of them."""
    brand, definition = folder / "handouts/brands/plain/brand.yaml", folder / "handouts/case.yaml"
    brand.write_text(brand.read_text("utf-8") + GROUPS, "utf-8")
    definition.write_text(definition.read_text("utf-8") + f"group: {group}\n", "utf-8")
    handouts, found = merged(folder)
    return handouts, [f"{each.span.line} {each.code}" for each in faulty(found)]


def test_a_group_has_its_own_colours(folder: Path) -> None:
    handouts, found = grouped(folder, "decide")
    assert found == []
    for handout in handouts:
        colours = handout.brand.colours
        assert (colours["primary"], colours["line"]) == ("#5b2a6e", "#a899b2")
        assert colours["surface"] == "#f4ecf5"
        if handout.edition.edition == "web":
            page = write(handout).decode()
            assert "#5b2a6e" in page and "#6b2d73" not in page
        else:
            assert faults(handout, render(handout).pdf) == []


def test_a_group_that_the_brand_does_not_know_has_the_brand_s_colours(folder: Path) -> None:
    handouts, found = grouped(folder, "live")
    assert found == []
    assert {handout.brand.colours["primary"] for handout in handouts} == {"#6b2d73"}


def test_pale_colours_of_a_group_are_told_where_they_stand(folder: Path) -> None:
    _, found = grouped(folder, "pale")
    lines = (folder / "handouts/brands/plain/brand.yaml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "pale:" in text)
    assert f"{line} low-contrast" in found


@pytest.mark.parametrize("group", ["understand", "decide", "live"])
def test_the_groups_of_the_catalogue_can_be_read_in_poor_light(group: str) -> None:
    handouts = [one for one in merged(ROOT, Wish(edition="standard"))[0] if one.group == group]
    assert len(handouts) > 1
    for handout in handouts:
        colours = handout.brand.colours
        assert contrast(colours["primary"], colours["on-primary"]) >= 7.7
        assert contrast(colours["text"], colours["surface"]) >= 7
