"""Leaflets of a group share colours: the brand says which, and merging puts them in their roles."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from builder.model.handout import Handout
from builder.paper.render import render
from builder.pictures.tones import contrast
from builder.web.document import write
from tests.conftest import faulty, merged, of_ours, said_in
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
    handouts = [one for one in of_ours("standard") if one.group == group]
    assert len(handouts) > 1
    for handout in handouts:
        colours = handout.brand.colours
        assert contrast(colours["primary"], colours["on-primary"]) >= 7.7
        assert contrast(colours["text"], colours["surface"]) >= 7


TAB = """
tab:
  width: 8
  height: 20
  icon: 5
  groups: [{group: live, icon: home}, {group: decide, icon: signpost}]
"""
EDITIONS = """
  - edition: mono
    title: Black and white
    grey: true
    styles: {title: {colour: text, on: paper}}
"""


def edges(data: bytes, index: int) -> dict[str, list[int]]:
    """The heights (mm from the top) at which each side of a page is darker than the paper.

    It is looked at where a tab is; between that and the edge of the paper, printers print nothing.
    """
    page = pdfium.PdfDocument(data)[index].render(scale=25.4 / 72).to_pil().convert("L")
    beyond = page.height // 4  # below the masthead, which runs on to the edges
    for column in (*range(4), *range(page.width - 4, page.width)):
        assert all(page.getpixel((column, row)) == 255 for row in range(beyond, page.height))
    columns = {"left": 6, "right": page.width - 7}
    return {
        side: [row for row in range(beyond, page.height) if page.getpixel((column, row)) < 200]
        for side, column in columns.items()
    }


def tabbed(folder: Path, more: str = "", language: str = "en") -> dict[str, bytes]:
    """Edition -> the PDF of a handout of two pages whose layout has tabs."""
    layout = folder / "handouts/layouts/small.yaml"
    head, _, rest = layout.read_text("utf-8").partition("styles:")
    text = f"{head.rstrip()}{EDITIONS}{TAB.rstrip()}{more}\nstyles:{rest}"
    layout.write_text(text, "utf-8")
    definition = folder / "handouts/case.yaml"
    said = definition.read_text("utf-8").replace("topic: case", "notes: 40")
    said += f"language: {language}\neditions: [standard, mono]\n"
    definition.write_text(said, "utf-8")
    handouts, found = grouped(folder, "decide")
    assert found == []
    drawn: dict[str, bytes] = {}
    for handout in handouts:
        if handout.edition.edition != "web":
            pdf = drawn[str(handout.edition.edition)] = render(handout).pdf
            assert faults(handout, pdf) == []
    return drawn


def test_a_tab_stands_beside_the_edge_of_each_page(folder: Path) -> None:
    drawn = tabbed(folder)
    for index in (0, 1):
        found = edges(drawn["standard"], index)
        assert found["left"] == []
        # The second of two tabs of 20 mm that stand in the middle of 210 mm.
        assert abs(found["right"][0] - 105) <= 1 and abs(found["right"][-1] - 125) <= 1
        assert len(found["right"]) >= 15
    assert len(edges(drawn["mono"], 0)["right"]) <= 6  # a frame: no dark area to copy


def test_a_tab_is_where_lines_end(folder: Path) -> None:
    said_in(folder, "ar")
    found = edges(tabbed(folder, language="ar")["standard"], 0)
    assert found["left"] and not found["right"]


def test_a_mirrored_tab_is_at_the_outer_edge_of_a_sheet(folder: Path) -> None:
    drawn = tabbed(folder, "\n  mirrored: true")["standard"]
    assert edges(drawn, 0)["right"] and not edges(drawn, 0)["left"]
    assert edges(drawn, 1)["left"] and not edges(drawn, 1)["right"]
