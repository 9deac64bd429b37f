"""The QR code that leads from paper to the web page (ISO/IEC 18004), as plain squares.

It is an artifact: the link before it has the same address in words, which a
screen reader can say and follow. A picture that says it once more, and that
nobody who hears it can point a telephone at, would only be in the way.
"""

from __future__ import annotations

from typing import Any

import segno

from builder.notation.direction import direction
from builder.notation.uri import uri
from builder.paper.sheet import POINTS
from builder.paper.spaced import Spaced

# 15 of 100 may be lost to folds, stains and poor printers; more, where that makes it no larger.
LEVEL = "M"
QUIET = 4  # modules of white on each side (ISO/IEC 18004, 6.3.8)
LEAST = 22 * POINTS  # how wide the code is, with its quiet zone
MODULE = 0.5 * POINTS  # how wide one module is at least: long addresses make larger codes


class Code(Spaced):
    """A QR code for an address, at the side where lines of the language begin."""

    def __init__(self, address: str, scale: float, language: str) -> None:
        super().__init__()
        code = segno.make(uri(address), error=LEVEL, micro=False)
        self.rows = [bytes(row) for row in code.matrix]
        across = len(self.rows) + 2 * QUIET
        self.module = max(LEAST / across, MODULE) * scale
        self.side = across * self.module
        self.direction = direction(language)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.side
        return self.width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self.direction == "rtl":
            x += self.width - self.side
        white = f"1 1 1 rg {x:.2f} {y:.2f} {self.side:.2f} {self.side:.2f} re f"
        left, top = x + QUIET * self.module, y + self.side - QUIET * self.module
        bars = [
            f"{left + start * self.module:.3f} {top - (row + 1) * self.module:.3f} "
            f"{length * self.module:.3f} {self.module:.3f} re"
            for row, modules in enumerate(self.rows)
            for start, length in _bars(modules)
        ]
        # One path and one fill: no hair of white can show between two squares.
        canvas.paint("\n".join([white, "0 0 0 rg", *bars, "f"]))


def _bars(modules: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many there are in one piece."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(modules):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
