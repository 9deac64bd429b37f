"""What a page is printed with, read back from the file: its colours, and how dark it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument

COLOURS = ("g", "G", "rg", "RG", "k", "K")
Colour = tuple[float, ...]
DOTS = 2.0  # in a millimetre
DARK = 128  # of 255: what is darker takes toner


def colours(pdf: bytes) -> list[set[Colour]]:
    """For each page, the operands of every operator that sets a colour (ISO 32000-1, 8.6.8)."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [set(_colours(page.obj)) for page in document.pages]


def _colours(holder: Any) -> Iterator[Colour]:
    """Those of a page or a form, and of the forms that it may show."""
    for each in pikepdf.parse_content_stream(holder, " ".join(COLOURS)):
        yield tuple(round(float(operand), 3) for operand in each.operands)
    for form in holder.get("/Resources", {}).get("/XObject", {}).values():
        if form.get("/Subtype") == "/Form":
            yield from _colours(form)


def told(colour: str) -> Colour:
    """`#rrggbb` as the operands of `rg`, rounded as those of `colours` are."""
    return tuple(round(float(f"{int(colour[i : i + 2], 16) / 255:.3g}"), 3) for i in (1, 3, 5))


def pictures(pdf: bytes) -> Iterator[Image.Image]:
    """Each page as PDFium draws it, in greys, with `DOTS` to a millimetre."""
    with PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=DOTS * 25.4 / 72).to_pil().convert("L")


def dark(page: Image.Image) -> float:
    """The share of a page that is dark, from 0 to 1."""
    return sum(page.histogram()[:DARK]) / (page.width * page.height)


def solid(page: Image.Image, side: float) -> bool:
    """Whether anything dark is without a gap over a square of that side, in millimetres."""
    lightest = page.filter(ImageFilter.MaxFilter(int(side * DOTS) // 2 * 2 + 1))
    return lightest.getextrema()[0] < DARK  # type: ignore[operator]
