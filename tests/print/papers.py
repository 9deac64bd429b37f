"""Pages to be put on sheets, and printed sheets as they lie on a table, read back from the file.

Nothing of the builder is used here: a side is what PDFium finds on it, and paper is turned over as
a printer does.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
A5 = (419.528, 595.276)


def numbered(
    count: int, size: tuple[float, float] = A5, change: Callable[[Canvas], None] | None = None
) -> bytes:
    """A PDF whose pages say their numbers, from 1, in the middle of the page."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1)
    for number in range(1, count + 1):
        canvas.setFont("Helvetica", 12)
        canvas.drawCentredString(size[0] / 2, size[1] / 2, f"p{number}")
        if change:
            change(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class Seen(NamedTuple):
    """A number on a side: where its middle is, in points as the side lies, and whether upright."""

    page: int
    x: float
    y: float
    upright: bool


def seen(pdf: bytes) -> list[list[Seen]]:
    """What stands on each side of the sheets."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [sorted(_side(page)) for page in document]


def _side(page: pypdfium2.PdfPage) -> list[Seen]:
    found = []
    text = page.get_textpage()
    for match in re.finditer(r"p(\d+)", text.get_text_range()):
        boxes = [text.get_charbox(number, loose=True) for number in range(*match.span())]
        x = (min(box[0] for box in boxes) + max(box[2] for box in boxes)) / 2
        y = (min(box[1] for box in boxes) + max(box[3] for box in boxes)) / 2
        turned = raw.FPDFText_GetCharAngle(text.raw, match.start())  # radians
        found.append(Seen(int(match[1]), x, y, abs(turned - math.pi) > 1))
    return found


def size(pdf: bytes) -> tuple[float, float]:
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
        return float(width), float(height)


def behind(side: Sequence[Seen], paper: tuple[float, float], edge: str) -> list[Seen]:
    """What is on a back, at the places where it is seen from the front through the paper."""
    width, height = paper
    upright = height >= width
    if (edge == "long") == upright:  # round a line from top to bottom
        return [each._replace(x=width - each.x) for each in side]
    return [each._replace(y=height - each.y, upright=not each.upright) for each in side]


def book(pdf: bytes, edge: str, *, signature: int = 0, rtl: bool = False) -> list[int]:
    """The numbers as a reader of the folded booklet meets them; 0 for a blank page."""
    sides, paper = seen(pdf), size(pdf)
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    read: list[int] = []
    per = signature or len(sheets) or 1
    for start in range(0, len(sheets), per):
        read += _folded(sheets[start : start + per], paper, edge, rtl=rtl)
    return read


def _folded(
    sheets: Sequence[tuple[list[Seen], list[Seen]]],
    paper: tuple[float, float],
    edge: str,
    *,
    rtl: bool,
) -> list[int]:
    """One leaf after the other: those of the first half lie outside in, then inside out."""
    middle = paper[0] / 2
    first, second = [], []
    for front, back in sheets:
        under = behind(back, paper, edge)
        assert all(each.upright for each in (*front, *under)), "a page is head down"
        right = [_at(side, middle, right=not rtl) for side in (front, under)]
        left = [_at(side, middle, right=rtl) for side in (under, front)]
        first.append(right)
        second.append(left)
    return [page for leaf in (*first, *second[::-1]) for page in leaf]


def _at(side: Sequence[Seen], middle: float, *, right: bool) -> int:
    found = [each.page for each in side if (each.x > middle) == right]
    assert len(found) <= 1
    return found[0] if found else 0
