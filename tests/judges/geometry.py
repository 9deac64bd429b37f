"""Where text is on the page, as PDFium lays it out: an engine that is not ours.

Lengths are points, y grows upwards, boxes are those of the ink.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pypdfium2 import PdfDocument, raw

LOW, FROM_CUT = 60 * 72 / 25.4, 8.0  # points: the height of a card; a hair less than 3 mm
_WORD = re.compile(r"[^\s\0]+")


@dataclass(frozen=True, slots=True)
class TextBox:
    """A word, or the part of one in one place. Pages count from 1. `size` is the type size."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    def common(self, other: TextBox) -> float:
        """The share of the smaller box that the other one covers, from 0 to 1."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        smaller = min(self.area, other.area)
        return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Layout:
    """One page: its trimmed edges (left, bottom, right, top) and its words."""

    trim: tuple[float, float, float, float]
    boxes: tuple[TextBox, ...]
    twice: tuple[tuple[TextBox, TextBox], ...]


def text_boxes(pdf: bytes) -> list[list[TextBox]]:
    """The words of each page, in the order of the content."""
    return [list(layout.boxes) for layout in _layouts(pdf)]


def outside(pdf: bytes, safe_margin_pt: float) -> list[TextBox]:
    """Words that come nearer than `safe_margin_pt` to the edge of the trimmed page.

    What is lower than 60 mm is cut from larger paper: there, 3 mm are enough.
    """
    found = []
    for layout in _layouts(pdf):
        left, bottom, right, top = layout.trim
        if top - bottom < LOW:
            safe_margin_pt = min(safe_margin_pt, FROM_CUT)
        found += [
            box
            for box in layout.boxes
            if box.left < left + safe_margin_pt
            or box.right > right - safe_margin_pt
            or box.bottom < bottom + safe_margin_pt
            or box.top > top - safe_margin_pt
        ]
    return found


def overlaps(pdf: bytes, share: float = 0.15) -> list[tuple[TextBox, TextBox]]:
    """Pairs of words of which at least `share` of the smaller one's box is covered.

    Pages with words from right to left are left to `runs`: PDFium guesses at
    their order, and the ink of slanting scripts (Nastaliq) covers its neighbours
    by nature.
    """
    found: list[tuple[TextBox, TextBox]] = []
    for layout in _layouts(pdf):
        found += layout.twice
        if not any(_runs_left(box.text) for box in layout.boxes):
            found += _covered(layout.boxes, share)
    return found


def font_sizes(pdf: bytes) -> dict[float, int]:
    """Type sizes in points, to a tenth, with the number of characters, smallest first."""
    counted: Counter[float] = Counter()
    for layout in _layouts(pdf):
        for box in layout.boxes:
            counted[round(box.size, 1)] += len(box.text)
    return dict(sorted(counted.items()))


def _covered(boxes: tuple[TextBox, ...], share: float) -> Iterator[tuple[TextBox, TextBox]]:
    """Sweeps down the page: a box can only meet those whose bottom is still below its top."""
    open_boxes: list[TextBox] = []
    for box in sorted(boxes, key=lambda box: -box.top):
        open_boxes = [other for other in open_boxes if other.bottom < box.top]
        yield from ((other, box) for other in open_boxes if other.common(box) >= share)
        open_boxes.append(box)


# -- PDFium


@lru_cache(maxsize=4)
def _layouts(pdf: bytes) -> tuple[Layout, ...]:
    document = PdfDocument(pdf)
    try:
        return tuple(_layout(document[index], index + 1) for index in range(len(document)))
    finally:
        document.close()


def _layout(page: Any, number: int) -> Layout:
    text_page = page.get_textpage()
    try:
        boxes = tuple(_words(text_page.raw, number))
        return Layout(page.get_trimbox(), boxes, tuple(_twice(page, number)))
    finally:
        text_page.close()
        page.close()


def _words(text_page: Any, number: int) -> Iterator[TextBox]:
    left, bottom, right, top = (ctypes.c_double() for _ in range(4))
    matrix = raw.FS_MATRIX()
    for found in _WORD.finditer(_characters(text_page)):
        start, text = found.start(), found.group()
        raw.FPDFText_GetMatrix(text_page, start, matrix)
        size = raw.FPDFText_GetFontSize(text_page, start) * math.hypot(matrix.c, matrix.d)
        rects = []
        for index in range(raw.FPDFText_CountRects(text_page, start, len(text))):
            raw.FPDFText_GetRect(text_page, index, left, top, right, bottom)
            rects.append((left.value, bottom.value, right.value, top.value))
        for sides in _joined(rects, size, text) if len(rects) > 1 else rects:
            yield TextBox(number, text, *sides, size)


def _characters(text_page: Any) -> str:
    """The page's text, one Python character for each of PDFium's, so that indices agree."""
    count = raw.FPDFText_CountChars(text_page)
    units = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, units) - 1
    if written == count:
        return "".join(map(chr, units[:count]))
    return "".join(chr(raw.FPDFText_GetUnicode(text_page, index)) for index in range(count))


def _runs_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


Sides = tuple[float, float, float, float]


def _joined(rects: list[Sides], size: float, text: str) -> Iterator[Sides]:
    """One box for pieces that follow each other, one more for each that starts elsewhere.

    PDFium makes a word of letters without a space between them, wherever they are.
    """
    runs_left = _runs_left(text)
    whole: Sides | None = None
    for rect in rects:
        if whole is None:
            whole = rect
            continue
        apart = rect[0] - whole[2] if not runs_left else whole[0] - rect[2]
        level = rect[1] < whole[3] + size / 2 and rect[3] > whole[1] - size / 2
        if level and -size < apart < size:
            whole = _around(whole, rect)
        else:
            yield whole
            whole = rect
    if whole is not None:
        yield whole


def _around(one: Sides, two: Sides) -> Sides:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def _twice(page: Any, number: int) -> Iterator[tuple[TextBox, TextBox]]:
    """Text objects drawn twice in one place: PDFium's text leaves out the second one.

    Only those of the page itself; in a form XObject, coordinates are the form's.
    """
    seen: dict[tuple[int, ...], TextBox] = {}
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        sides = (left.value, bottom.value, right.value, top.value)
        place = tuple(round(side * 4) for side in sides)
        if sides[0] < sides[2] and sides[1] < sides[3]:
            box = TextBox(number, "(drawn twice)", *sides, 0.0)
            if place in seen:
                yield seen[place], box
            seen[place] = box
