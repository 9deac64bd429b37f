"""A drawing with words beside it, or above them where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from builder.paper.boxes import Box
from builder.paper.compose import Composer
from builder.paper.picture import Picture
from builder.paper.spaced import Spaced


def beside(
    page: Composer, picture: Picture, contents: Sequence[Flowable], gap: float, least: float
) -> Beside:
    """A picture and its words; `gap` and `least` are lengths of the layout, as for `Beside`."""
    gap, least = page.points(gap), page.points(least)
    return Beside(picture, contents, gap, least, page_height=page.page_height, rtl=page.rtl)


class Beside(Spaced):
    """A picture, and flowables next to it, `gap` points apart; both in the middle of the height.

    Where the words would have less than `least` points of width, they stand
    below. It is split only if it is taller than `page_height`, most of a page.
    """

    def __init__(
        self,
        picture: Picture,
        contents: Sequence[Flowable],
        gap: float,
        least: float,
        *,
        page_height: float,
        rtl: bool,
    ) -> None:
        super().__init__()
        self.picture, self.gap, self.least, self.rtl = picture, gap, least, rtl
        self.words = Box(contents)
        self.page_height = page_height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.picture.wrap(min(self.picture.wanted, width), height)
        room = width - self.picture.width - self.gap
        self.stacked = room < max(self.least, self.words.longest_word())
        self.words.wrap(width if self.stacked else room, height)
        heights = self.picture.height, self.words.height
        self.height = sum(heights) + self.gap if self.stacked else max(heights)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The picture, then the words, if both together have no page of their own."""
        self.wrap(width, height)
        if self.height <= height:
            return [self]
        if self.height <= self.page_height or self.picture.height > height:
            return []
        self.words.before = self.gap
        return [self.picture, self.words]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        picture, words = self.picture, self.words
        top = y + self.height
        if self.stacked:
            left = x + self.width - picture.width if self.rtl else x
            picture.drawOn(canvas, left, top - picture.height)
            words.drawOn(canvas, x, y)
            return
        beyond = x + self.width - picture.width
        left = beyond if self.rtl else x
        picture.drawOn(canvas, left, top - (self.height + picture.height) / 2)
        start = x if self.rtl else x + picture.width + self.gap
        words.drawOn(canvas, start, top - (self.height + words.height) / 2)
