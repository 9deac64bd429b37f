"""Flowables that hold others: list items, callouts, questions with their lines.

A box is its contents one below the other, an inset on each side, and painters
that draw round them. How it may split over pages is decided in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from reportlab.platypus import Flowable

from builder.paper.parting import KEPT, At, Cut, between_rows
from builder.paper.spaced import Spaced

# Paints round a box: (canvas, x, y, width, height) in points of the page.
Painter = Callable[[Any, float, float, float, float], None]


@dataclass(frozen=True)
class Inset:
    """Space inside a box, in points."""

    top: float = 0
    right: float = 0
    bottom: float = 0
    left: float = 0


class Box(Spaced):
    """Flowables kept in one column, with insets and painters.

    `ground` is painted under every part of the box, `once` only with the first.
    An `unbroken` box moves to the next page as a whole; only one that is taller
    than `page_height` (most of an empty page, in points) is split. It is `least` points high.
    """

    def __init__(
        self,
        contents: Sequence[Flowable],
        *,
        inset: Inset = Inset(),
        ground: Sequence[Painter] = (),
        once: Sequence[Painter] = (),
        unbroken: bool = False,
        page_height: float = 0,
        least: float = 0,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.contents: list[Any] = list(contents)
        self.inset, self.ground, self.once = inset, tuple(ground), tuple(once)
        self.unbroken, self.page_height, self.least = unbroken, page_height, least
        self.before, self.after = before, after
        self._wrapped = -1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._wrapped != width:
            self._wrapped = width
            inside = width - self.inset.left - self.inset.right
            *self._tops, bottom = stack(self.contents, inside, self.inset.top)
            self.natural = bottom + self.inset.bottom
            self.width, self.height = width, max(self.natural, self.least)
        return self.width, self.height

    def longest_word(self) -> float:
        inside = max((flowable.longest_word() for flowable in self.contents), default=0.0)
        return float(inside) + self.inset.left + self.inset.right

    def natural_width(self) -> float:
        return max((each.natural_width() for each in self.contents), default=0.0)

    def leads(self) -> bool:
        return len(self.contents) == 1 and bool(self.contents[0].leads())

    def cuts(self) -> Iterator[Cut]:
        """Those of its contents, and between them."""
        if self.unbroken and self.height <= self.page_height:
            return
        kinds = KEPT if self.unbroken else 0
        top, bottom = self.inset.top, self.inset.bottom
        last = len(self.contents) - 1
        for number, (flowable, level) in enumerate(zip(self.contents, self._tops, strict=True)):
            foot = level + flowable.height
            rest = self.natural - foot
            for above, below, own, at in flowable.cuts():
                yield Cut(level + above + bottom, top + below + rest, own | kinds, (number, *at))
            if number < last:
                below = top + self.natural - self._tops[number + 1]
                yield Cut(foot + bottom, below, flowable.bond | kinds, (number,))

    def _parts(self, at: At) -> tuple[Self, Self]:
        number, *way = at
        above, below = self.contents[: number + 1], self.contents[number + 1 :]
        if way:
            upper, lower = above[-1].parted(tuple(way))
            above, below = [*above[:-1], upper], [lower, *below]
        return self._part(above, first=True), self._part(below, first=False)

    def give(self) -> float:
        gives = sum(each.give() for each in self.contents)
        return gives if self.least < self.height - gives else 0.0

    def grows(self) -> float:
        return float(sum(each.grows() for each in self.contents))

    def grow(self, share: float) -> None:
        for each in self.contents:
            each.grow(share)
        self._wrapped = -1.0

    def shrink(self, share: float) -> None:
        for each in self.contents:
            each.shrink(share)
        self._wrapped = -1.0

    def _part(self, contents: list[Flowable], *, first: bool) -> Self:
        return type(self)(
            contents,
            inset=self.inset,
            ground=self.ground,
            once=self.once if first else (),
            unbroken=self.unbroken,
            page_height=self.page_height,
        )

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        for painter in (*self.ground, *self.once):
            painter(canvas, x, y, self.width, self.height)
        top = y + self.height
        for flowable, distance in zip(self.contents, self._tops, strict=True):
            flowable.drawOn(canvas, x + self.inset.left, top - distance - flowable.height)


def stack(contents: Sequence[Flowable], width: float, top: float) -> list[float]:
    """Wraps the contents to `width`; returns their `levels`."""
    for flowable in contents:
        flowable.wrap(width, 1e6)
    return levels(contents, top)


def levels(contents: Sequence[Flowable], top: float) -> list[float]:
    """How far below the top each one of the contents begins, and where the last one ends.

    Of the space after one and before the next, the larger counts.
    """
    found: list[float] = []
    space = 0.0
    for number, flowable in enumerate(contents):
        if number:
            top += max(space, flowable.getSpaceBefore())
        found.append(top)
        top += flowable.height
        space = flowable.getSpaceAfter()
    return [*found, top]


WIDEST = 12 * 72 / 25.4  # points: so far apart are lines to write on at most


class Rules(Spaced):
    """Ruled lines to write on: `count` lines, `space` points apart, `colour` as for `RG`.

    The first is `first` points below the top.
    """

    def __init__(self, count: int, space: float, colour: str, first: float | None = None) -> None:
        super().__init__()
        self.count, self.space, self.colour = count, space, colour
        self.first = space if first is None else first

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.first + (self.count - 1) * self.space
        return self.width, self.height

    def grows(self) -> float:
        return max(0.0, WIDEST - self.space) * self.count

    def grow(self, share: float) -> None:
        more = self.grows() * share / self.count
        self.space, self.first = self.space + more, self.first + more

    def cuts(self) -> Iterator[Cut]:
        """Two lines at least on either side."""
        return cuts_of_lines(self.count, self.first, self.space)

    def _parts(self, at: At) -> tuple[Rules, Rules]:
        (fit,) = at
        above = Rules(fit, self.space, self.colour, self.first)
        below = Rules(self.count - fit, self.space, self.colour)
        return above, below

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        levels = [y + 0.5 + self.space * n for n in reversed(range(self.count))]
        lines = [f"{x:.2f} {v:.2f} m {x + self.width:.2f} {v:.2f} l" for v in levels]
        canvas.paint(f"{self.colour} RG 0.8 w\n" + "\n".join(lines) + "\nS")


def cuts_of_lines(count: int, first: float, space: float) -> Iterator[Cut]:
    """Those of lines to write on, `space` points apart, the first of which is `first` high."""
    for above in range(2, count - 1):
        upper = first + (above - 1) * space
        yield Cut(upper, (count - above) * space, between_rows(count, above), (above,))
