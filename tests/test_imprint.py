"""What a leaflet says of itself, on paper and on its web page."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest

from builder.model import Handout
from builder.paper.render import render
from builder.web.document import write
from tests.conftest import ROOT, catalogue, merged
from tests.judges import structure
from tests.proof import faults, said
from tests.share import Share
from tests.web import reader

BRAND = "handouts/brands/plain/brand.yaml"
DRAWING = (ROOT / "tests/golden/round.svg").read_text("utf-8")
OTHER = """handout: other
title: Another case
main_message: This is a test.
layout: small
contents:
  - checklist: [Shoes]
version: "1"
published: 2026-05-01
"""


def made(folder: Path, definition: str = "", brand: str = "") -> dict[str, Handout]:
    """The editions of the plain case, with more written in its definition and brand."""
    for path, more in (("handouts/case.yaml", definition), (BRAND, brand)):
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(more)
    handouts, _ = merged(folder)
    return {str(h.edition.edition): h for h in handouts if h.code == "case"}


def proven(editions: dict[str, Handout]) -> str:
    """The words of the handout, which the PDF and the web page are proven to say."""
    standard, web = editions["standard"], editions["web"]
    assert faults(standard, render(standard).pdf) == []
    assert reader.words(write(web)) == said(web)
    return said(standard).replace("\u00a0", " ")


def test_who_made_it(folder: Path) -> None:
    words = proven(made(folder))
    assert (
        "Published by: Hillside Practice, 1 Hill Street, Nowhere Written by: nurse"
        " Patient reviewers: none so far Funding: none Conflicts of interest: none" in words
    )


def test_a_definition_wins_over_its_brand(folder: Path) -> None:
    definition = """imprint: {patient_reviewers: 3, funding: "{brand.name}"}
user_test: {people: 20, points: 15, found: 15, date: 2026-04-01}
"""
    words = proven(made(folder, definition))
    assert "Written by: nurse Patient reviewers: 3 Tested with readers: 20 people" in words
    assert "20 people, 1 April 2026 Funding: Hillside Practice Conflicts" in words


def test_none_is_said_in_the_language_of_the_leaflet(folder: Path) -> None:
    phrases = folder / "sources/phrases/en.yaml"
    phrases.parent.mkdir()
    phrases.write_text("language: en\nphrases: {none: not a penny}\nfacts: {}\n", "utf-8")
    assert "Funding: not a penny" in proven(made(folder))


def test_nobody_is_made_up(folder: Path) -> None:
    """What nobody has said is a line to write on, and heard as one."""
    words = proven(made(unsaid(folder)))
    labels = ("Address", "Written by", "Patient reviewers", "Funding", "Conflicts of interest")
    assert " ".join(f"{label}: (not filled in yet)" for label in labels) in words
    assert "Published by" not in words


def unsaid(folder: Path) -> Path:
    """The plain case without what its brand says of itself."""
    brand = folder / BRAND
    brand.write_text(re.sub(r"(?s)address:.*", "", brand.read_text("utf-8")), "utf-8")
    return folder


@pytest.mark.parametrize("web", ["", "web: https://hill.example/leaflets\n"])
def test_related_leaflets(web: str, folder: Path) -> None:
    (folder / "handouts/other.yaml").write_text(OTHER, "utf-8")
    site = folder / "sources/sites/hill.yaml"
    site.write_text(site.read_text("utf-8") + web, "utf-8")
    editions = made(folder, "related: [other]\n")
    assert "Other leaflets: other Another case" in proven(editions)
    address = b'href="https://hill.example/leaflets/other/other.html"'
    assert (address in write(editions["web"])) == bool(web)


def test_where_the_sources_are(folder: Path) -> None:
    label = "Sources:"
    assert label not in proven(made(folder))
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(topic.read_text("utf-8") + "        claims: [good]\n", "utf-8")
    assert f"{label} A book about water. Ask us for the list." in proven(made(folder))
    assert f"{label} A book about water. The library." in proven(
        made(folder, "imprint: {sources: The library.}\n")
    )


def test_a_mark_is_shown_and_told(folder: Path) -> None:
    (folder / "handouts/brands/plain/mark.svg").write_text(DRAWING, "utf-8")
    mark = "marks:\n  - {image: mark.svg, alt: Best leaflet, licence: L-1, until: 2027-01-01}\n"
    editions = made(folder, brand=mark)
    proven(editions)
    assert "Figure [Best leaflet]" in structure.outline(render(editions["standard"]).pdf)
    assert b'alt="Best leaflet"' in write(editions["web"])


def test_every_page_says_that_it_is_out_of_date(folder: Path) -> None:
    definition = folder / "handouts/case.yaml"
    text = definition.read_text("utf-8").replace("2028-05-01", "2026-05-31")
    definition.write_text(text + "strip: none\n", "utf-8")
    editions = made(folder)
    late = "Out of date: this leaflet was to be reviewed by 31 May 2026"
    pages = structure.artifact_words(render(editions["standard"]).pdf)
    assert all(late in " ".join(page.split()) and "Draft" in page for page in pages)
    said = reader.running(write(editions["web"]))[0].replace("\u00a0", " ")
    assert said == f"{late}. Draft: not yet clinically approved"


def test_what_is_licensed_has_its_country_and_day(folder: Path) -> None:
    """Row 17 of the checklist."""
    site = folder / "sources/sites/hill.yaml"
    fact = "{value: Two of them, signed_by: pharmacist, signed: 2026-01-09, until: 2027-01-01}"
    text = site.read_text("utf-8").replace("country: Nowhere", "country: IN")
    site.write_text(text.replace("facts:", f"facts:\n  licensed_products: {fact}"), "utf-8")
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(topic.read_text("utf-8").replace(
        "One short paragraph.", '"Licensed: {site.licensed_products}"'
    ), "utf-8")  # fmt: skip
    assert "Licensed: Two of them (India, 9 January 2026)" in proven(made(folder))


def texts(pdf: bytes) -> list[str]:
    """What stands on each page, artifacts too."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return [" ".join(page.replace("\u00a0", " ").split()) for page in pages]


def own() -> list[Handout]:
    """The leaflets of this project, as they are printed."""
    return [handout for handout in catalogue()[0] if handout.edition.edition != "web"]


def test_what_must_stand_on_the_first_and_on_the_last_page(some: Share) -> None:
    """Rows 13, 31 and 60 of the checklist: message, numbers to ring, formats and interpreter."""
    for handout in some(own(), 6, lambda one: f"{one.name} {one.edition.edition}"):
        pages = texts(render(handout).pdf)
        if not {"main-message", "short-message"} & {*handout.layout.parts}:
            # a card has no room, and says why
            assert "late-main-message" in handout.allow and "no-imprint" in handout.allow
            continue
        assert handout.main_message.text.replace("\u00a0", " ")[:60] in pages[0], handout.name
        assert "If you need an interpreter:" in pages[-1], handout.name
        assert "Other formats and languages:" in pages[-1], handout.name
        assert "Leaflet number:" in pages[-1], f"{handout.name}: the imprint is parted"
        # A sheet that says it first and largest says the numbers again in words, on its back.
        once = "call-first" in handout.layout.parts
        for page in pages[:1] if once else (pages[0], pages[-1]):
            assert "Call us, day or night:" in page, handout.name
            assert "Ring at or above:" in page, handout.name
            assert "In an emergency, or if nobody answers, ring:" in page, handout.name
        if once:
            later = " ".join(pages[1:])
            assert "Our number:" in later and "If nobody answers, ring" in later, handout.name
            assert "My team, day or night:" in pages[-1], handout.name


def test_the_number_edition_and_version_are_in_the_file() -> None:
    """Row 3 of the checklist."""
    handout = own()[0]
    told = pypdf.PdfReader(io.BytesIO(render(handout).pdf)).metadata
    assert told is not None
    assert told.subject == f"{handout.code}, {handout.edition.title.text}, {handout.version.text}"


def test_lines_to_write_on_are_8_millimetres_apart(folder: Path) -> None:
    """Row 61 of the checklist: in the strip and the imprint, in every edition."""
    site = folder / "sources/sites/hill.yaml"
    site.write_text("site: hill\nname: Hillside\ncountry: Nowhere\n", "utf-8")
    editions = made(unsaid(folder), "editions: [standard, large-print]\n")
    for edition, handout in editions.items():
        pages = pikepdf.open(io.BytesIO(render(handout).pdf)).pages if edition != "web" else ()
        for page in pages:
            drawn = b"\n".join(each.read_bytes() for each in streams(page))
            lines = re.findall(rb"RG 0\.8 w ([\d.]+) ([\d.]+) m ([\d.]+) ", drawn)
            # What goes over the whole page is the rule above its footer.
            levels = sorted({float(y) for x, y, end in lines if float(end) - float(x) < 300})
            assert levels and all(b - a > 22.6 for a, b in pairwise(levels)), edition


def streams(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def test_it_is_one_panel_with_its_labels_in_a_column(folder: Path) -> None:
    """A reader of the screen hears a list of labels and values; the page is not broken in it."""
    handout = made(unsaid(folder))["standard"]
    heard = structure.outline(render(handout).pdf)
    listed = heard[heard.index("About this leaflet") :]
    assert listed.count("Lbl") == listed.count("LBody") == listed.count("LI\n")
    pages = texts(render(handout).pdf)
    assert (
        sum("Leaflet number:" in page and "Conflicts of interest:" in page for page in pages) == 1
    )
