"""Tables and boxes that are drawn with lines, on a page that says no structure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from builder.see.glyphs import Glyph

THIN = 3.0  # points: what is drawn no wider is a line
LONG = 6.0  # points: shorter upright lines are parts of letters or signs
STROKE = 3.0  # points: a line across so long may strike out a figure
THROUGH = (0.15, 0.45)  # ems over the base line: where a line strikes letters out
NEAR = 2.0  # points: lines so close to each other touch
FRAME = 0.85  # of a page: a box so large is a frame round it
ANGLES = 6  # points of a path, at most, that is a rectangle
WIDE, HIGH = 40.0, 14.0  # points: what a box with words is at least

Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Rule:
    """A straight line at a height (or, upright, a distance from the left), from start to end."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        return self.start - NEAR <= place <= self.end + NEAR


@dataclass(frozen=True)
class Place:
    """A cell of a grid: its row and column from 0, and how many of both it takes."""

    row: int
    column: int
    down: int
    across: int


@dataclass(frozen=True)
class Grid:
    """Lines that touch: their heights from above, their distances from the left."""

    heights: tuple[float, ...]
    lefts: tuple[float, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    @property
    def area(self) -> Area:
        return self.lefts[0], self.heights[-1], self.lefts[-1], self.heights[0]

    def holds(self, glyph: Glyph) -> bool:
        left, bottom, right, top = self.area
        across, height = middle(glyph)
        return left < across < right and bottom < height < top

    def spot(self, glyph: Glyph) -> tuple[int, int]:
        """The row and column in which a glyph stands."""
        across, height = middle(glyph)
        return (
            sum(each > height for each in self.heights[1:-1]),
            sum(each < across for each in self.lefts[1:-1]),
        )

    def places(self) -> dict[tuple[int, int], Place]:
        """The cell to which each row and column belongs, where lines between them are missing."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row, (top, bottom) in enumerate(pairwise(self.heights)):
            for column, (left, right) in enumerate(pairwise(self.lefts)):
                before, above = (row, column - 1), (row - 1, column)
                if column and not _drawn(self.upright, left, (top + bottom) / 2):
                    owner[row, column] = owner[before]
                elif row and not _drawn(self.level, top, (left + right) / 2):
                    owner[row, column] = owner[above]
                else:
                    owner[row, column] = row, column
        made = {}
        for first in set(owner.values()):
            own = [spot for spot, each in owner.items() if each == first]
            down = max(row for row, _ in own) - first[0] + 1
            across = max(column for _, column in own) - first[1] + 1
            made.update(dict.fromkeys(own, Place(*first, down, across)))
        return made


def middle(glyph: Glyph) -> tuple[float, float]:
    """The middle of a letter."""
    return (glyph.left + glyph.right) / 2, glyph.base + glyph.size * 0.3


def _drawn(rules: Iterable[Rule], at: float, place: float) -> bool:
    return any(abs(each.at - at) <= THIN and each.covers(place) for each in rules)


def rules_of(area: Area, stroked: float, points: int) -> tuple[list[Rule], list[Rule]]:
    """The lines that a path draws: those across the page, and those that stand upright."""
    left, bottom, right, top = area
    if top - bottom <= THIN and right - left >= STROKE:
        return [Rule((bottom + top) / 2, left, right)], []
    if right - left <= THIN and top - bottom >= LONG:
        return [], [Rule((left + right) / 2, bottom, top)]
    if (
        stroked
        and right - left >= WIDE / 2
        and top - bottom >= HIGH / 2
        and (points <= ANGLES or (right - left >= WIDE and top - bottom >= HIGH))
    ):
        half = stroked / 2
        return (
            [Rule(bottom + half, left, right), Rule(top - half, left, right)],
            [Rule(left + half, bottom, top), Rule(right - half, bottom, top)],
        )
    return [], []


def struck(glyphs: Sequence[Glyph], level: Sequence[Rule]) -> set[int]:
    """Which letters a line is drawn through that is as long as they are; by their place.

    A line that goes on is one of a chart or table, behind its label. `level` is in the order of
    heights.
    """
    found: dict[Rule, list[int]] = {}
    for at, glyph in enumerate(glyphs):
        for rule in _through(glyph, level):
            found.setdefault(rule, []).append(at)
    made: set[int] = set()
    for rule, places in found.items():
        room = max(glyphs[at].size for at in places) / 2
        left = min(glyphs[at].left for at in places)
        right = max(glyphs[at].right for at in places)
        if rule.start >= left - room and rule.end <= right + room:
            made.update(places)
    return made


def _through(glyph: Glyph, level: Sequence[Rule]) -> Iterator[Rule]:
    """The lines that go through a letter, from one side of it to the other."""
    low, high = (glyph.base + share * glyph.size for share in THROUGH)
    first = bisect_left(level, low, key=lambda rule: rule.at)
    for rule in takewhile(lambda rule: rule.at <= high, islice(level, first, None)):
        if rule.start - 1 <= glyph.left and glyph.right <= rule.end + 1:
            yield rule


def grids(
    level: Sequence[Rule], upright: Sequence[Rule], page: tuple[float, float]
) -> Iterator[Grid]:
    """The tables and boxes of a page of such a width and height, without a frame round it."""
    left_over = [*((rule, False) for rule in level), *((rule, True) for rule in upright)]
    while left_over:
        found, edge = [left_over.pop()], 0
        while edge < len(found):
            touching = [each for each in left_over if _touch(found[edge], each)]
            left_over = [each for each in left_over if each not in touching]
            found += touching
            edge += 1
        across = tuple(rule for rule, stands in found if not stands)
        stand = tuple(rule for rule, stands in found if stands)
        heights = _distinct(rule.at for rule in across)[::-1]
        lefts = _distinct(rule.at for rule in stand)
        if len(heights) > 1 < len(lefts):
            wide, high = lefts[-1] - lefts[0], heights[0] - heights[-1]
            if wide >= WIDE and high >= HIGH and (wide < FRAME * page[0] or high < FRAME * page[1]):
                yield Grid(tuple(heights), tuple(lefts), across, stand)


def _touch(one: tuple[Rule, bool], other: tuple[Rule, bool]) -> bool:
    (rule, stands), (with_it, stands_too) = one, other
    if stands != stands_too:
        return rule.covers(with_it.at) and with_it.covers(rule.at)
    return abs(rule.at - with_it.at) <= NEAR and (
        rule.covers(with_it.start) or with_it.covers(rule.start)
    )


def _distinct(values: Iterable[float]) -> list[float]:
    """The values in order, those that are close as one."""
    made: list[float] = []
    for each in sorted(values):
        if not made or each - made[-1] > THIN:
            made.append(each)
    return made
