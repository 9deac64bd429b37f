"""A drawing with words beside it, or above them where there is no room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.platypus import Flowable

from builder.paper.boxes import Box
from builder.paper.compose import Composer
from builder.paper.parting import At, Cut
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
        self._below: Box | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        if self._below is None:
            self.picture.wrap(min(self.picture.wanted, width), height)
            room = width - self.picture.width - self.gap
            if room < max(self.least, self.words.longest_word()):
                self._stack()
            else:
                self.words.wrap(room, height)
                self.height = max(self.picture.height, self.words.height)
                if self.height > self.page_height:
                    self._stack()
        if self._below is not None:
            self.height = self._below.wrap(width, height)[1]
        return self.width, self.height

    def _stack(self) -> None:
        self.words.before = self.gap
        parts = [self.picture, self.words]
        self._below = Box(parts, unbroken=True, page_height=self.page_height)

    def cuts(self) -> Iterable[Cut]:
        return self._below.cuts() if self._below else ()

    def _parts(self, at: At) -> tuple[Spaced, Spaced]:
        assert self._below, "a picture and the words beside it are not parted"
        return self._below.parted(at)

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
