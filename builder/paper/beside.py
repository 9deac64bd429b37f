"""A drawing with words beside it, or above them where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from builder.paper.alongside import Alongside
from builder.paper.boxes import Box
from builder.paper.compose import Composer
from builder.paper.picture import Picture


def beside(
    page: Composer, picture: Picture, contents: Sequence[Flowable], gap: float, least: float
) -> Beside:
    """A picture and its words; `gap` and `least` are lengths of the layout, as for `Beside`."""
    gap, least = page.points(gap), page.points(least)
    return Beside(picture, contents, gap, least, page_height=page.page_height, rtl=page.rtl)


class Beside(Alongside):
    """A picture, and flowables next to it, `gap` points apart; both in the middle of the height.

    Where the words would have less than `least` points of width, or both are higher than
    `page_height`, most of a page, the words stand below.
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

    def side_by_side(self, width: float) -> float | None:
        self.picture.wrap(min(self.picture.wanted, width), 0)
        room = width - self.picture.width - self.gap
        if room < max(self.least, self.words.longest_word()):
            return None
        self.words.wrap(room, 0)
        highest = max(self.picture.height, self.words.height)
        return None if highest > self.page_height else highest

    def below_each_other(self) -> Box:
        self.words.before = self.gap
        return Box([self.picture, self.words], unbroken=True, page_height=self.page_height)

    def give(self) -> float:
        gives = self.picture.give()
        if self._below:
            return gives
        return max(0.0, self.height - max(self.height - gives, self.words.height))

    def shrink(self, share: float) -> None:
        (self._below or self.picture).shrink(share)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self._below:
            self._below.drawOn(canvas, x, y)
            return
        picture, words = self.picture, self.words
        top = y + self.height
        beyond = x + self.width - picture.width
        left = beyond if self.rtl else x
        picture.drawOn(canvas, left, top - (self.height + picture.height) / 2)
        start = x if self.rtl else x + picture.width + self.gap
        words.drawOn(canvas, start, top - (self.height + words.height) / 2)
