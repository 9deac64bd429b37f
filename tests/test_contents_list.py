"""The list of what is in a leaflet: its headings in order, each with the page it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.merge.merge import in_edition
from builder.outputs.result import Wish
from builder.paper.render import render
from tests import signed
from tests.conftest import ROOT, faulty, merged
from tests.judges import structure
from tests.proof import faults

LAYOUT = "handouts/layouts/small.yaml"
TITLES = [f"The heading number {number}" for number in range(1, 9)]


@pytest.fixture
def long(folder: Path) -> Path:
    """A leaflet of eight topics, one on each page, that lists them."""
    layout = (folder / LAYOUT).read_text("utf-8")
    parts = "safety-strip, in-this-leaflet, contents"
    (folder / LAYOUT).write_text(layout.replace("safety-strip, contents", parts), "utf-8")
    uses = "".join(f"  - {{topic: case, title: {title}, new_page: true}}\n" for title in TITLES)
    definition = folder / "handouts/case.yaml"
    text = definition.read_text("utf-8").replace("  - topic: case\n", uses)
    text += "editions: [standard, large-print]\n"
    definition.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_it_lists_the_headings_and_their_pages(long: Path, edition: str) -> None:
    handouts, found = merged(long)
    assert faulty(found) == []
    handout = next(one for one in handouts if one.edition.edition == edition)
    pdf = render(handout).pdf
    assert faults(handout, pdf) == []
    tree = structure.read(pdf)
    (listing,) = tree.find("TOC")
    assert [each.text for each in listing.find("TOCI")] == [
        each.text for each in tree.find("H2") if each.text in TITLES
    ] + [handout.phrase("about").text] * bool(tree.find("H2")[-1].text not in TITLES)
    assert all(entry.find("Link") for entry in listing.find("TOCI"))
    numbers = [
        next(text.page for text in each.texts) for each in tree.find("H2") if each.text in TITLES
    ]
    shown = " ".join(structure.artifact_words(pdf)).split()
    assert all(str(number) in shown for number in numbers)


def test_a_short_leaflet_has_none(long: Path) -> None:
    layout = (long / LAYOUT).read_text("utf-8")
    (long / LAYOUT).write_text(layout + "contents_from: 60\n", "utf-8")
    handout = merged(long)[0][0]
    pdf = render(handout).pdf
    assert faults(handout, pdf) == []
    assert structure.read(pdf).find("TOC") == []


def test_it_stands_on_one_page_in_our_leaflets() -> None:
    """In large print the list of CT-02 is as high as its page: its entries are a little nearer."""
    handouts, _ = merged(ROOT, Wish(names=("CT-02",)))
    handout = next(each for each in handouts if each.edition.edition == "large-print")
    (listing,) = structure.read(render(handout).pdf).find("TOC")
    assert len({text.page for each in listing.find("Link") for text in each.texts}) == 1


def test_it_lists_each_heading_once(tmp_path: Path) -> None:
    """Also where the pages are planned again, as the imprint has no room above the strip."""
    folder = tmp_path / "project"
    signed.project(folder)
    layout = (folder / LAYOUT).read_text("utf-8")
    assert "scale: 1.5" in layout
    (folder / LAYOUT).write_text(layout.replace("scale: 1.5", "scale: 1.6"), "utf-8")
    handout = signed.case(folder)
    assert handout is not None
    pdf = render(in_edition(handout, "large-print")).pdf
    entries = [entry.text for entry in structure.read(pdf).find("TOCI")]
    assert len(entries) == len(set(entries)) > 4
