"""Bleed: for a print shop, colour goes on beyond the edges of the paper; nothing else moves."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from builder.model import Handout
from builder.paper.render import render
from tests.conftest import faulty, merged
from tests.proof import faults

POINTS = 72 / 25.4
SCALE = 2  # pixels in a point


def leaflet(folder: Path, bleed: str) -> Handout:
    layout = folder / "handouts/layouts/small.yaml"
    if bleed:
        layout.write_text(layout.read_text("utf-8") + f"bleed: {bleed}\n", "utf-8")
    handouts, found = merged(folder)
    assert faulty(found) == []
    return handouts[0]


@pytest.mark.parametrize("bleed", [3, 5])
def test_the_boxes_of_each_page(folder: Path, bleed: int) -> None:
    handout = leaflet(folder, str(bleed))
    pdf = render(handout).pdf
    assert faults(handout, pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            left, bottom, right, top = (float(side) for side in page.obj.TrimBox)
            edge = bleed * POINTS
            assert (left, bottom) == (0, 0)
            wanted = pytest.approx((-edge, -edge, right + edge, top + edge), abs=0.01)
            assert [float(side) for side in page.obj.MediaBox] == wanted
            assert list(page.obj.BleedBox) == list(page.obj.MediaBox)
            assert list(page.obj.CropBox) == list(page.obj.TrimBox)


def test_readers_see_the_same_page(folder: Path) -> None:
    plain = render(leaflet(folder, "")).pdf
    with pikepdf.open(io.BytesIO(plain)) as file:
        assert not {"/TrimBox", "/BleedBox", "/CropBox"} & set(file.pages[0].obj.keys())
    bled = render(leaflet(folder, "3")).pdf
    for one, other in zip(pages(plain), pages(bled), strict=True):
        assert ImageChops.difference(one, other).getbbox() is None


def test_the_band_reaches_into_the_bleed(folder: Path) -> None:
    """On the three edges that it touches; below it, and on other pages, nothing does."""
    pdf = render(leaflet(folder, "3")).pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            del page.obj["/CropBox"]
        uncut = io.BytesIO()
        file.save(uncut)
    first, *others = pages(uncut.getvalue())
    width, height = first.size
    edges = [(1, 1), (width - 2, 1), (width // 2, 1), (1, 40), (width - 2, 40)]
    assert {first.getpixel(place) for place in edges} == {(0x6B, 0x2D, 0x73)}
    assert first.getpixel((1, height - 2)) == (255, 255, 255)
    for other in others:
        assert other.getpixel((1, 1)) == (255, 255, 255)


def pages(pdf: bytes) -> list[pypdfium2.PdfImage]:
    with pypdfium2.PdfDocument(pdf) as file:
        return [page.render(scale=SCALE).to_pil() for page in file]
