"""Editions are data: what one changes is written in the layout; a site may ask for more."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from builder.model.design import design, palette
from builder.outputs.result import Wish
from builder.paper.render import render
from builder.paper.sheet import sheet_of
from tests.conftest import faulty, merged, of_ours
from tests.judges.geometry import text_boxes
from tests.proof import faults, said
from tests.share import Share

MONO = """
  - edition: mono
    title: Black and white
    grey: true
    paper: Letter
    smallest: 11
    styles: {title: {colour: text, on: paper, size: 30}}
    boxes: {urgent: {fill: paper, edge_width: 3}}
    colours: {primary: text}
"""


@pytest.fixture
def mono(folder: Path) -> Path:
    """The plain project with one more edition, which its site asks for."""
    layout = next((folder / "handouts/layouts").glob("*.yaml"))
    text = layout.read_text("utf-8")
    head, _, rest = text.partition("styles:")
    layout.write_text(f"{head.rstrip()}{MONO}styles:{rest}", "utf-8")
    site = next((folder / "sources/sites").glob("*.yaml"))
    site.write_text(site.read_text("utf-8") + "editions: [mono]\n", "utf-8")
    return folder


def test_a_site_adds_an_edition(mono: Path) -> None:
    handouts, found = merged(mono)
    assert faulty(found) == []
    editions = [str(handout.edition.edition) for handout in handouts]
    assert "mono" in editions
    assert all("mono" in [str(form.edition) for form in handout.forms] for handout in handouts)


def test_an_edition_changes_what_it_says(mono: Path) -> None:
    handout = merged(mono, Wish(edition="mono"))[0][0]
    made, colours = design(handout.layout, handout.edition), handout.brand.colours
    assert made.paper == "Letter"
    assert made.styles["title"].size == 30
    assert made.styles["title"].leading / 30 == pytest.approx(
        handout.layout.styles["title"].leading / handout.layout.styles["title"].size
    )
    assert min(style.size for style in made.styles.values()) >= 11
    assert made.boxes["urgent"].edge_width == 3
    printed = palette(colours, handout.edition)
    assert printed["primary"] == printed["text"]
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in printed.values())
    drawn = render(handout)
    assert faults(handout, drawn.pdf) == []


def test_letter_paper_is_laid_out_for_itself(ours: Path, some: Share) -> None:
    """The same words in the frame of US Letter, on every page."""
    site = ours / "sources/sites/main.yaml"
    site.write_text(site.read_text("utf-8").replace("[mono]", "[mono, letter]"), "utf-8")
    for name in some(("CT-01", "CT-06", "CT-07", "CT-11"), 4):
        (handout,) = merged(ours, Wish((name,), "letter"))[0]
        (standard,) = merged(ours, Wish((name,), "standard"))[0]
        pdf, sheet = render(handout).pdf, sheet_of(handout)
        assert faults(handout, pdf) == []
        assert said(handout).replace("US Letter", "Standard") == said(standard)
        with PdfDocument(pdf) as document:
            assert {page.get_size() for page in document} == {(612, 792)}
        for box in (box for page in text_boxes(pdf) for box in page):
            assert sheet.left - 1 < box.left and box.right < sheet.left + sheet.width + 1, box


def test_an_unknown_name_is_told_with_its_place(mono: Path) -> None:
    layout = next((mono / "handouts/layouts").glob("*.yaml"))
    layout.write_text(layout.read_text("utf-8").replace("{title: {colour", "{titel: {colour"))
    _, found = merged(mono)
    (told,) = [each for each in found if each.code == "unknown-key"]
    assert "'titel' is not one of the styles" in told.message
    assert "title" in told.hint


def test_no_type_is_smaller_than_large_print_says() -> None:
    for handout in of_ours("large-print"):
        made = design(handout.layout, handout.edition)
        assert min(style.size for style in made.styles.values()) >= 18
