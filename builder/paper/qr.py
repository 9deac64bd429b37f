"""The QR code that leads from paper to the web page (ISO/IEC 18004), as plain squares.

It is an artifact: the link before it has the same address in words, which a
screen reader can say and follow. A picture that says it once more, and that
nobody who hears it can point a telephone at, would only be in the way.
"""

from __future__ import annotations

from typing import Any

from builder.notation.direction import direction
from builder.paper.sheet import POINTS
from builder.paper.spaced import Spaced
from builder.pictures.qrcode import QUIET, Modules

LEAST = 22 * POINTS  # how wide the code is, with its quiet zone
MODULE = 0.5 * POINTS  # how wide one module is at least: long addresses make larger codes


class Code(Spaced):
    """A QR code for an address, at the side where lines of the language begin."""

    def __init__(self, address: str, scale: float, language: str) -> None:
        super().__init__()
        self.modules = Modules(address)
        self.module = max(LEAST / self.modules.across, MODULE) * scale
        self.side = self.modules.across * self.module
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
            for row, start, length in self.modules.bars()
        ]
        # One path and one fill: no hair of white can show between two squares.
        canvas.paint("\n".join([white, "0 0 0 rg", *bars, "f"]))
