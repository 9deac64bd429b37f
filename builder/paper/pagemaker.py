"""Which flowables stand on which page: the cheapest of all ways to fill the pages.

As TeX breaks a paragraph into lines (Knuth and Plass, 1981), so a story is broken into pages:
every place where a page can end has a price, each blank has one, and the sum is made as small as
it can be for the whole story, not page by page. The prices are the layout's. What must not be is
only dear, so that there is always a way; where not even a line fits, `TooTall` says what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from builder.model.breaking import Breaking
from builder.paper.spaced import Spaced
from builder.paper.stops import Stop, stops_of

CLOSE = 0.01  # points: heights that differ by less are the same
REPEATED = 150.0  # points: no header that a table repeats is higher
FULL = 0.92  # a page so full has no blank
MOST_AHEAD = 4  # flowables that may come before a figure they were written after
THIRD = 1 / 3


class TooTall(ValueError):
    """A flowable has a part that is taller than a page; `flowable` is it."""

    def __init__(self, flowable: Spaced) -> None:
        super().__init__("does not fit on a page")
        self.flowable = flowable


@dataclass(frozen=True)
class Rooms:
    """The heights of the first page and of later ones, in points; `foot` is what the last must
    keep free, if it is not the first."""

    first: float
    later: float
    foot: float = 0.0

    def room(self, *, first: bool, last: bool) -> float:
        """How high what stands on a page may be, in points."""
        if first:
            return self.first
        return self.later - (self.foot if last else 0.0)


@dataclass(frozen=True)
class Plan:
    """Where the pages of a story end; `cost` is what that costs. Nothing is parted yet."""

    story: tuple[Spaced, ...]
    width: float
    rooms: Rooms
    ends: tuple[Stop, ...]
    cost: float

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.ends)

    def heights(self) -> list[float]:
        """How high what stands on each page is, in points."""
        starts = [0.0, *(end.head for end in self.ends[:-1])]
        return [end.foot - start for end, start in zip(self.ends, starts, strict=True)]

    def hole(self, flowable: Spaced) -> bool:
        """Whether it begins a page after one that is not full."""
        start = 0.0
        for end, room in zip(self.ends[:-1], self.each_room(), strict=False):
            if end.at is None and self.story[end.item + 1] is flowable:
                return end.foot - start < room * FULL
            start = end.head
        return False

    def each_room(self) -> Iterator[float]:
        """How high what stands on each of its pages may be, in points."""
        for number in range(1, self.count + 1):
            yield self.rooms.room(first=number == 1, last=number == self.count)


def planned(story: Sequence[Spaced], width: float, rooms: Rooms, breaking: Breaking) -> Plan:
    """The cheapest pages of a story of that width in points. Raises TooTall."""
    best = _plan(story, width, rooms, breaking)
    for first, after in _floating(story):
        for ahead in range(1, MOST_AHEAD + 1):
            moved = _moved(best.story, story[first:after], ahead) if best.hole(story[first]) else ()
            if not moved:
                break
            plan = _plan(moved, width, rooms, breaking)
            if plan.cost + breaking.floats * ahead < best.cost:
                best = plan
                break
    return best


def _plan(story: Sequence[Spaced], width: float, rooms: Rooms, breaking: Breaking) -> Plan:
    stops = stops_of(story, width, breaking)
    way = _Way(stops, rooms, breaking)
    ends = tuple(stops[end] for end in way.ends(story)[1:])
    return Plan(tuple(story), width, rooms, ends, way.best[-1])


# -- figures that let text come before them


def _floating(story: Sequence[Spaced]) -> Iterator[tuple[int, int]]:
    """Where each block that floats begins, and what follows its last flowable."""
    number = 0
    while number < len(story):
        after = number + 1
        if story[number].floats:
            block = story[number].span
            while after < len(story) and story[after].floats and story[after].span == block:
                after += 1
            yield number, after
        number = after


def _moved(story: Sequence[Spaced], block: Sequence[Spaced], ahead: int) -> list[Spaced]:
    """The story with a block after so many of the flowables behind it; none where that cannot be.

    It stays in its section, and in its order with other figures.
    """
    first = next(number for number, each in enumerate(story) if each is block[0])
    after = first + len(block)
    passed = story[after : after + ahead]
    if len(passed) < ahead or any(
        each.floats or each.new_page or each.keep_with_next for each in passed
    ):
        return []
    return [*story[:first], *passed, *block, *story[after + ahead :]]


# -- the cheapest way


class _Way:
    """The cheapest way from stop to stop."""

    def __init__(self, stops: Sequence[Stop], rooms: Rooms, breaking: Breaking) -> None:
        self.stops, self.rooms, self.breaking = stops, rooms, breaking
        self.best = [inf] * len(stops)
        self.best[0] = 0.0
        self.before = [0] * len(stops)

    def ends(self, story: Sequence[Spaced]) -> list[int]:
        """The stops at which pages end, from the start (0) to the last."""
        last = len(self.stops) - 1
        first = 0  # no page goes on past a forced end
        for stop in range(1, last + 1):
            self._reach(stop, first, last)
            if self.stops[stop].forced:
                first = stop
        if self.best[last] == inf:
            raise TooTall(self._obstacle(story))
        way = [last]
        while way[-1]:
            way.append(self.before[way[-1]])
        return way[::-1]

    def _reach(self, stop: int, first: int, last: int) -> None:
        """The best page that ends at a stop."""
        foot, _, price, give, *_ = self.stops[stop]
        best, before = inf, 0
        free = stop == last or self.stops[stop].forced
        opening = self.rooms.room(first=True, last=stop == last)
        other = self.rooms.room(first=False, last=stop == last)
        for start in range(stop - 1, first - 1, -1):
            came = self.best[start]
            head, gave = self.stops[start].head, self.stops[start].give
            room = other if start else opening
            over = foot - head - room - CLOSE
            if over > give - gave:
                if over > REPEATED + give - gave:
                    break
                continue
            if came + price >= best:
                continue
            cost = came + price + self._filled(over, room, give - gave, free)
            if cost < best:
                best, before = cost, start
        self.best[stop], self.before[stop] = best, before

    def _filled(self, over: float, room: float, give: float, free: bool) -> float:
        """What a page costs that is `over` (points) too full, or not full; `free` may be blank."""
        if over > 0:
            return self.breaking.page + self.breaking.smaller * (0.2 + over / give)
        blank = -over / room
        if free:
            short = max(0.0, blank - 1 + THIRD)
            return self.breaking.page + self.breaking.short_end * short
        blank = max(0.0, blank - 1 + FULL)
        return self.breaking.page + self.breaking.blank * blank * blank

    def _obstacle(self, story: Sequence[Spaced]) -> Spaced:
        """The item after the last stop that can be reached."""
        reached = max(n for n, cost in enumerate(self.best) if cost < inf)
        stop = self.stops[reached]
        item = stop.item if stop.at is not None else stop.item + 1
        return story[min(item, len(story) - 1)]
