"""The safety strip at the foot of pages, and how much room it leaves above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builder.paper.boxes import Box
from builder.paper.compose import Composer
from builder.paper.pagemaker import Rooms
from builder.paper.spaced import Spaced


@dataclass(frozen=True)
class StripFoot:
    """The safety strip at the foot of a page, `gap` points below what stands above it.

    `again` is what stands on the pages between the first and the last, where it stands on each.
    On the last page it is only `close` points below.
    """

    strip: Box
    again: Box
    gap: float
    close: float

    @classmethod
    def of(cls, page: Composer, strips: Sequence[Box]) -> StripFoot:
        """The strip in full is the first of them, and what stands again the last."""
        for strip in strips:
            strip.wrap(page.width, 0)
        return cls(strips[0], strips[-1], page.points(9), page.design.block_space * 1.3)

    @property
    def height(self) -> float:
        return float(self.strip.height) + self.gap


class Strip(Spaced):
    """The safety strip again, at the foot of the last page."""

    def __init__(self, strip: Box) -> None:
        super().__init__()
        self.strip = strip

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.strip.height
        return self.width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        with canvas.artifact():
            self.strip.drawOn(canvas, x, y)


def rooms(page: Composer, foot: StripFoot | None) -> Rooms:
    """How high the pages are: the strip stands at the foot of some."""
    whole, strip = page.sheet.height, foot.height if foot else 0.0
    if page.handout.strip == "every":
        more = foot.strip.height - foot.again.height if foot else 0.0
        return Rooms(whole - strip, whole - strip + more, more)
    again = 0.0
    if foot and page.handout.strip == "first-and-last":
        again = foot.strip.height + foot.close
    return Rooms(whole - strip, whole, again)
