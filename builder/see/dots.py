"""A page as a grid of grey dots, and where on it something is printed."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from builder.see.painted import Area

WHITE = b"\xff"


@dataclass(frozen=True)
class Dots:
    """A rendered page, grey: a byte a dot, rows from the top, `scale` dots in a point."""

    data: bytes
    width: int
    height: int
    stride: int
    scale: float

    @classmethod
    def of(cls, page: Any, scale: float = 1.0, area: Area | None = None) -> Dots:
        """The page as PDFium shows it, upright and cut to what is seen of it; or only an area."""
        width, height = page.get_size()
        left, bottom, right, top = area or (0, 0, width, height)
        crop = (left, bottom, width - right, height - top)
        bitmap = page.render(scale=scale, grayscale=True, crop=crop)
        return cls(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, scale)

    def row(self, number: int, start: int = 0, end: int | None = None) -> bytes:
        """The dots of a row from `start` to before `end`."""
        first = number * self.stride
        return self.data[first + start : first + (self.width if end is None else end)]

    @property
    def inks(self) -> bool:
        """Whether anything is printed."""
        return any(self.inked(each, 0, self.width) for each in range(self.height))

    def inked(self, number: int, start: int, end: int) -> bool:
        """Whether anything is printed in that part of a row."""
        return bool(self.row(number, start, end).strip(WHITE))

    def printed(self, area: Area) -> Area | None:
        """The part of an area in which something is printed; None where nothing is.

        Dots that lie across the border of the area are not looked at: it is the grace for what
        ends at the border, less than half a millimetre.
        """
        foot = self.height / self.scale
        left, right = max(ceil(area.left * self.scale), 0), floor(area.right * self.scale)
        upper = max(ceil((foot - area.top) * self.scale), 0)
        lower = min(floor((foot - area.bottom) * self.scale), self.height)
        right = min(right, self.width)
        rows = [each for each in range(upper, lower) if self.inked(each, left, right)]
        if not rows:
            return None
        lines = [self.row(each, left, right) for each in rows]
        start = left + min(len(line) - len(line.lstrip(WHITE)) for line in lines)
        end = right - min(len(line) - len(line.rstrip(WHITE)) for line in lines)
        top, bottom = foot - rows[0] / self.scale, foot - (rows[-1] + 1) / self.scale
        return Area(start / self.scale, bottom, end / self.scale, top)
