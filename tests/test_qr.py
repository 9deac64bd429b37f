"""The QR code on paper: read from the printed page by a decoder that is not ours."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from builder.blocks.qr import Qr
from builder.model import Handout
from builder.notation.uri import uri
from builder.outputs.result import Wish
from builder.paper.qr import LEAST, MODULE, Code
from builder.paper.render import render
from builder.paper.sheet import POINTS
from builder.place import Text
from builder.source.inline import Rich
from builder.web.document import write
from tests.conftest import ROOT, faulty, merged, topic_of
from tests.proof import faults, said
from tests.web.proof import prove as prove_page

WEB = "https://hill.example/leaflets"


def published(folder: Path, edition: str = "standard", web: str = WEB) -> Handout:
    """The plain handout of a site that publishes its web pages."""
    site = folder / "sources/sites/hill.yaml"
    site.write_text(site.read_text("utf-8") + f"web: {web}\n", "utf-8")
    (handout,), found = merged(folder, Wish(edition=edition))
    assert found == []
    return handout


def codes(pdf: bytes, dots: int = 144) -> list[str]:
    """What the codes on the pages say, at the resolution of a telephone's camera."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        for code in zxingcpp.read_barcodes(page.render(scale=dots / 72).to_pil()):
            assert str(code.format) == "QR Code"
            assert str(code.ec_level) in ("M", "Q", "H")
            found.append(code.text)
    return found


def links(pdf: bytes) -> list[str]:
    """Where the links on the pages lead."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(a.A.URI) for page in document.pages for a in page.get("/Annots", [])]


@pytest.mark.parametrize("web", [WEB, f"{WEB}/", f"{WEB}/{'long-' * 20}"])
def test_the_code_leads_to_the_page(folder: Path, web: str) -> None:
    handout = published(folder, web=web)
    address = f"{web.rstrip('/')}/case/case.html"
    pdf = render(handout).pdf
    assert faults(handout, pdf) == []
    assert codes(pdf) == [address]
    assert address in links(pdf)
    assert f"Read this leaflet on screen: {address[8:]}" in said(handout)


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_on_a_sheet(folder: Path, edition: str) -> None:
    layout = folder / "handouts/layouts/small.yaml"
    layout.write_text(layout.read_text("utf-8").replace(" imprint]", " short-imprint]"), "utf-8")
    definition = folder / "handouts/case.yaml"
    text = definition.read_text("utf-8")
    definition.write_text(f"{text}editions: [standard, large-print]\n", "utf-8")
    handout = published(folder, edition)
    pdf = render(handout).pdf
    assert faults(handout, pdf) == []
    assert codes(pdf) == [f"{WEB}/case/case.html"]


def test_the_page_has_the_link_and_no_code(folder: Path) -> None:
    handout = published(folder, "web")
    page = write(handout)
    prove_page(handout, page)
    assert f'<a href="{WEB}/case/case.html">'.encode() in page
    assert b"<img" not in page


def test_a_site_without_an_address_prints_none() -> None:
    for handout in merged(ROOT, Wish(names=("CT-07",)))[0]:
        assert "on screen" not in said(handout)
        assert handout.edition.edition == "web" or codes(render(handout).pdf) == []


@pytest.mark.parametrize("length", [20, 60, 150, 300])
def test_it_is_wide_enough(length: int) -> None:
    code = Code("https://hill.example/" + "x" * length, 1, "en")
    assert code.side >= max(LEAST, 20 * POINTS)
    assert code.module >= MODULE - 1e-9


FILMS = ["https://example.org/x", "https://bücher.example/film", f"https://example.org/{'y' * 200}"]


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_codes_of_the_author(folder: Path, edition: str) -> None:
    """Each is read from a coarse print, and its address stands beside it as a link."""
    definition = folder / "handouts/case.yaml"
    definition.write_text(definition.read_text("utf-8") + f"editions: [{edition}]\n", "utf-8")
    blocks = "".join(f"- qr: {{to: '{film}', says: Watch a film.}}\n" for film in FILMS)
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    (handout,), found = merged(folder, Wish(edition=edition))
    assert faulty(found) == []
    pdf = render(handout).pdf
    assert faults(handout, pdf) == []
    assert sorted(codes(pdf, dots=100)) == sorted(map(uri, FILMS))
    assert set(map(uri, FILMS)) <= set(links(pdf))


@pytest.mark.parametrize("film", FILMS)
def test_a_code_of_the_author_is_wide_enough(film: str) -> None:
    white, dark = Qr(to=Text(film), says=Rich.plain("A film.")).sketch().shapes
    starts = [float(x) for x in re.findall(r"M([0-9.]+) ", dark)]
    widths = [float(x) for x in re.findall(r"h([0-9.]+)v", dark)]
    across = max(map(sum, zip(starts, widths, strict=True))) - min(starts)
    assert across >= 20 * POINTS
    assert 'fill="#ffffff"' in white
