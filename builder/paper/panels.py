"""A side of paper that is folded: its panels next to each other, each a page of its own size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from builder.paper.boxes import Box
from builder.paper.compose import Composer
from builder.paper.spaced import Spaced


class Side(Spaced):
    """The panels of one side, in reading order; `number` is that of the side, from 0."""

    def __init__(self, page: Composer, boxes: Sequence[Box], number: int) -> None:
        super().__init__()
        self.page, self.boxes, self.number = page, list(boxes), number

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        sheet = self.page.sheet
        for box in self.boxes:
            box.wrap(sheet.width, sheet.height)
        self.width, self.height = width, sheet.height
        return self.width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        sheet = self.page.sheet
        top = sheet.bottom + sheet.height
        for number, box in enumerate(self.boxes):
            left = sheet.edge(number, self.number, rtl=self.page.rtl) + sheet.left
            box.drawOn(canvas, left, top - box.height)


def sides(page: Composer, boxes: Sequence[Box]) -> list[Side]:
    """The boxes of panels as the sides of the paper they stand on."""
    count = page.sheet.panels
    starts = range(0, len(boxes), count)
    return [Side(page, boxes[n : n + count], n // count) for n in starts]
