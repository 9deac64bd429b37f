"""A text that begins with a number: the number large, and the rest of its sentence beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.spaced import Spaced
from builder.source.inline import Rich


def key_number(entry: Composer, number: Rich, rest: Rich, size: float) -> KeyNumber:
    """Both are one text of the entry's element; the number is `size` points."""
    setting = entry.setting("body", strong=True, colour="text")
    large = entry.text(number, role=None).recoloured(replace(setting, size=size, leading=size))
    large.goes_on = True
    return KeyNumber(large, entry.text(rest, role=None), setting.size * 0.5, rtl=entry.rtl)


class KeyNumber(Spaced):
    """The rest stands `gap` points from the number, or below it where it has no room."""

    def __init__(self, number: Flow, rest: Flow, gap: float, *, rtl: bool) -> None:
        super().__init__()
        self.number, self.rest, self.gap, self.rtl = number, rest, gap, rtl

    def longest_word(self) -> float:
        return max(self.number.longest_word(), self.rest.longest_word())

    def natural_width(self) -> float:
        return self.number.natural_width() + self.gap + self.rest.natural_width()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        own = self.number.natural_width() + 0.1
        room = width - own - self.gap
        self.stacked = room < self.rest.longest_word()
        self.number.wrap(width if self.stacked else own, height)
        self.rest.wrap(width if self.stacked else room, height)
        heights = self.number.height, self.rest.height
        self.width, self.height = width, sum(heights) if self.stacked else max(heights)
        return width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        number, rest, top = self.number, self.rest, y + self.height
        if self.stacked:
            number.drawOn(canvas, x, top - number.height)
            rest.drawOn(canvas, x, y)
            return
        beyond = x + self.width - number.width
        number.drawOn(canvas, beyond if self.rtl else x, top - number.height)
        start = x if self.rtl else x + number.width + self.gap
        rest.drawOn(canvas, start, top - self._drop() - rest.height)

    def _drop(self) -> float:
        """How far below the top the rest begins: one line stands on the number's own."""
        if self.rest.height <= self.rest.paragraph.leading:
            return self.number.paragraph.baseline - self.rest.paragraph.baseline
        return max(0.0, (self.number.height - self.rest.height) / 2)
