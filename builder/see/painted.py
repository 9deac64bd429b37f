"""All that is painted on a page of any PDF, also within forms, where it is seen on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from pypdfium2 import raw

from builder.see import handles
from builder.see.matrix import Matrix, upright

DEEPEST = 12  # forms within forms


class Kind(Enum):
    """What an operator paints."""

    TEXT = handles.TEXT
    PATH = handles.PATH
    IMAGE = handles.IMAGE
    SHADING = handles.SHADING


class Area(NamedTuple):
    """A rectangle, in points from the lower left corner of the page as it is seen."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def within(self, outer: Area) -> Area:
        """What of it lies within another."""
        return Area(
            max(self.left, outer.left),
            max(self.bottom, outer.bottom),
            min(self.right, outer.right),
            min(self.top, outer.top),
        )

    def meets(self, other: Area) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


@dataclass(frozen=True, slots=True)
class Painted:
    """What one operator paints.

    Text has its `size` in points, the name of its `font` and whether that is `embedded`, and its
    colour with how opaque it is (0 to 255). `line` is the width of a path's line in points, 0
    where it has none; `dpi` the resolution of a picture, the lower one of its two sides.
    """

    kind: Kind
    area: Area
    text: str = ""
    size: float = 0
    font: str = ""
    embedded: bool = True
    colour: tuple[int, int, int, int] = (0, 0, 0, 255)
    line: float = 0
    dpi: float = 0


def painted(page: Any) -> Iterator[Painted]:
    """What an open page paints, in its order; what is invisible is left out."""
    words = page.get_textpage()  # its handle lives as long as this
    seen = upright(page.get_bbox(), page.get_rotation())
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        one = raw.FPDFPage_GetObject(page.raw, index)
        yield from _painted(one, words.raw, seen, 0)


def _painted(one: Any, words: Any, seen: Matrix, deep: int) -> Iterator[Painted]:
    kind = handles.kind(one)
    if kind == handles.FORM:
        inner = handles.matrix(one).then(seen)
        for index in range(raw.FPDFFormObj_CountObjects(one) if deep < DEEPEST else 0):
            kid = raw.FPDFFormObj_GetObject(one, index)
            yield from _painted(kid, words, inner, deep + 1)
    elif kind == handles.TEXT:
        if raw.FPDFTextObj_GetTextRenderMode(one) not in handles.CLEAR:
            text, size, _ = handles.text_set(one, words)
            font, embedded = handles.font(one)
            yield Painted(
                Kind.TEXT, _area(one, seen), text, size * seen.scale, font, embedded,
                handles.fill(one),
            )  # fmt: skip
    elif kind == handles.PATH:
        line = handles.stroke(one) * handles.matrix(one).then(seen).scale
        yield Painted(Kind.PATH, _area(one, seen), line=line)
    elif kind == handles.IMAGE:
        area = _area(one, seen)
        yield Painted(Kind.IMAGE, area, dpi=_dpi(handles.pixels(one), area))
    elif kind == handles.SHADING:
        yield Painted(Kind.SHADING, _area(one, seen))


def _area(one: Any, seen: Matrix) -> Area:
    left, bottom, right, top = handles.bounds(one)
    corners = [seen.at(x, y) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Area(min(across), min(up), max(across), max(up))


def _dpi(pixels: tuple[int, int], area: Area) -> float:
    """The fewest dots in an inch; a picture that is turned has its longer side along the longer."""
    wide, high = sorted(pixels) if area.width < area.height else sorted(pixels)[::-1]
    return min(wide / (area.width or 1), high / (area.height or 1)) * 72
