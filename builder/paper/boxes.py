"""Flowables that hold others: list items, callouts, questions with their lines.

A box is its contents one below the other, an inset on each side, and painters
that draw round them. How it may split over pages is decided in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from reportlab.platypus import Flowable

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
        self.contents = list(contents)
        self.inset, self.ground, self.once = inset, tuple(ground), tuple(once)
        self.unbroken, self.page_height, self.least = unbroken, page_height, least
        self.before, self.after = before, after
        self._wrapped = -1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._wrapped != width:
            self._wrapped = width
            inside = width - self.inset.left - self.inset.right
            self._tops = stack(self.contents, inside, self.inset.top)
            bottom = self._tops[-1] + self.contents[-1].height if self.contents else self.inset.top
            self.width, self.height = width, max(bottom + self.inset.bottom, self.least)
        return self.width, self.height

    def longest_word(self) -> float:
        inside = max((flowable.longest_word() for flowable in self.contents), default=0.0)
        return float(inside) + self.inset.left + self.inset.right

    def natural_width(self) -> float:
        return max((each.natural_width() for each in self.contents), default=0.0)

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        if self.height <= height:
            return [self]
        if self.unbroken and self.height <= self.page_height:
            return []
        above, below = self._divided(height - self.inset.bottom)
        if not above or not below:
            return []
        return [self._part(above, first=True), self._part(below, first=False)]

    def _divided(self, room: float) -> tuple[list[Flowable], list[Flowable]]:
        """What fits in `room` points, and the rest; a heading goes with what follows it."""
        inside = self.width - self.inset.left - self.inset.right
        fitting = 0
        while fitting < len(self.contents) and (
            self._tops[fitting] + self.contents[fitting].height <= room + 0.01
        ):
            fitting += 1
        above, below = self.contents[:fitting], self.contents[fitting:]
        if below:
            parts = below[0].split(inside, room - self._tops[fitting])
            if len(parts) > 1:
                return [*above, parts[0]], [*parts[1:], *below[1:]]
        while above and above[-1].keep_with_next:
            below.insert(0, above.pop())
        return above, below

    def _part(self, contents: list[Flowable], *, first: bool) -> Self:
        part = type(self)(
            contents,
            inset=self.inset,
            ground=self.ground,
            once=self.once if first else (),
            unbroken=self.unbroken,
            page_height=self.page_height,
            before=self.before if first else 0,
            after=0 if first else self.after,
        )
        part.wrap(self.width, 0)
        return part

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        for painter in (*self.ground, *self.once):
            painter(canvas, x, y, self.width, self.height)
        top = y + self.height
        for flowable, distance in zip(self.contents, self._tops, strict=True):
            flowable.drawOn(canvas, x + self.inset.left, top - distance - flowable.height)


def stack(contents: Sequence[Flowable], width: float, top: float) -> list[float]:
    """Wraps the contents to `width`; returns how far below the top each one begins.

    Of the space after one and before the next, the larger counts.
    """
    tops: list[float] = []
    space = 0.0
    for number, flowable in enumerate(contents):
        flowable.wrap(width, 1e6)
        if number:
            top += max(space, flowable.getSpaceBefore())
        tops.append(top)
        top += flowable.height
        space = flowable.getSpaceAfter()
    return tops


def kept(story: Sequence[Flowable]) -> list[Flowable]:
    """The story with each heading bound to what follows it."""
    out: list[Flowable] = []
    held: list[Flowable] = []
    for flowable in story:
        if getattr(flowable, "keep_with_next", False):
            held.append(flowable)
        elif held:
            bound = Box([*held, flowable], before=held[0].before, after=flowable.after)
            bound.span, bound.new_page = flowable.span, held[0].new_page
            out.append(bound)
            held = []
        else:
            out.append(flowable)
    return out + held


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

    def split(self, width: float, height: float) -> list[Flowable]:
        fit = 1 + int((height - self.first) // self.space)
        if fit < 2 or self.count - fit < 2:
            return []
        above = Rules(fit, self.space, self.colour, self.first)
        return [above, Rules(self.count - fit, self.space, self.colour)]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        levels = [y + 0.5 + self.space * n for n in reversed(range(self.count))]
        lines = [f"{x:.2f} {v:.2f} m {x + self.width:.2f} {v:.2f} l" for v in levels]
        canvas.paint(f"{self.colour} RG 0.8 w\n" + "\n".join(lines) + "\nS")


class Columns(Spaced):
    """Boxes side by side, as high as the highest, `gap` points apart; never split.

    Where a word has no room side by side, they stand one below the other.
    """

    def __init__(self, boxes: Sequence[Box], gap: float, *, rtl: bool = False) -> None:
        super().__init__()
        self.boxes, self.gap, self.rtl = list(boxes), gap, rtl

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        each = (width - self.gap * (len(self.boxes) - 1)) / len(self.boxes)
        self.width = width
        self.stacked = any(each < box.longest_word() <= width for box in self.boxes)
        if self.stacked:
            heights = [box.wrap(width, height)[1] for box in self.boxes]
            self.height = sum(heights) + self.gap * (len(heights) - 1)
            return self.width, self.height
        self.height = max(box.wrap(each, height)[1] for box in self.boxes)
        for box in self.boxes:
            box.height = self.height
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Columns side by side become boxes one below the other when they must part."""
        self.wrap(width, height)
        if self.height <= height:
            return [self]
        if self.height <= self.boxes[0].page_height and not self.stacked:
            return []
        for box in self.boxes:
            box.before = self.gap
        self.boxes[0].before = self.before
        return list(self.boxes)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        top = y + self.height
        for box in self.boxes if self.stacked else ():
            box.drawOn(canvas, x, top - box.height)
            top -= box.height + self.gap
        if self.stacked:
            return
        for box in reversed(self.boxes) if self.rtl else self.boxes:
            box.drawOn(canvas, x, y)
            x += box.width + self.gap
