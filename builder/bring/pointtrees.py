"""Points in the order of a file, as lists have them: each with the points below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.bring.brought import Point
from builder.bring.stretch import Stretch, Words, tidy

DECIMAL = re.compile(r"\(?([0-9]{1,3})[.):]?\)?")
BOX = "\u2610"

Kind = Literal["list", "steps", "checklist"]


@dataclass(frozen=True)
class Tree:
    """A point, and all points below it, however deep they are."""

    point: Point
    below: tuple[Point, ...] = ()

    @property
    def kind(self) -> Kind:
        """The list it stands in."""
        mark = self.point.mark
        if mark == BOX:
            return "checklist"
        return "steps" if DECIMAL.fullmatch(mark) and 1 <= self.number <= 999 else "list"

    @property
    def number(self) -> int:
        """The number before it; 0 for none."""
        found = DECIMAL.fullmatch(self.point.mark)
        return int(found[1]) if found else 0

    @property
    def too_deep(self) -> bool:
        """Whether there are points below those below it, which our lists do not have."""
        return len({each.depth for each in self.below}) > 1


def trees(points: Sequence[Point]) -> list[Tree]:
    """The points at the top of a run, each with those below it."""
    made: list[Tree] = []
    top = points[0].depth
    for point in points:
        if made and point.depth > top:
            made[-1] = Tree(made[-1].point, (*made[-1].below, point))
        else:
            top = point.depth
            made.append(Tree(point))
    return made


def runs(steps: Sequence[Tree]) -> Iterator[list[Tree]]:
    """Steps in runs, in each of which every number is one more than that before it."""
    run: list[Tree] = []
    for step in steps:
        if run and step.number != run[-1].number + 1:
            yield run
            run = []
        run.append(step)
    if run:
        yield run


def with_mark(point: Point) -> Words:
    """The words of a point, with the sign before them that our lists do not set."""
    if point.mark in ("", BOX):
        return point.words
    return tidy([Stretch(f"{point.mark} "), *point.words])
