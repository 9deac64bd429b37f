"""Which flowables stand on which page: the cheapest of all ways to fill the pages.

As TeX breaks a paragraph into lines (Knuth and Plass, 1981), so a story is broken into pages:
every place where a page can end has a price, each blank has one, and the sum is made as small as
it can be for the whole story, not page by page. The prices are the layout's. What must not be is
only dear, so that there is always a way; where not even a line fits, `TooTall` says what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from math import inf
from typing import NamedTuple

from builder.model.breaking import Breaking
from builder.paper.parting import BLOCK, FEW, HEADING, KEPT, LEAD, LINES, ROWS, At
from builder.paper.spaced import Spaced

LOOSE = 0.5  # points: what rounding may add to a page
CLOSE = 0.01  # points: heights that differ by less are the same
REPEATED = 150.0  # points: no header that a table repeats is higher
FULL = 0.92  # a page so full has no blank
OPEN = 0.8  # of a page, down to where wider spaces may bring its foot
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


class Stop(NamedTuple):
    """A place where a page may end.

    On a page without end what stands before it ends at `foot`, and what comes after begins at
    `head`, in points from the top; figures above it can give `give` points. `at` is the way to
    a cut in the item, or None after it.
    """

    foot: float
    head: float
    price: float
    give: float
    item: int
    at: At | None
    forced: bool = False


@dataclass(frozen=True)
class Page:
    """The flowables of one page from its top; figures are set smaller by a share of their give."""

    flowables: tuple[Spaced, ...]
    shrink: float = 0.0


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
        for end, room in zip(self.ends[:-1], self._rooms(), strict=False):
            if end.at is None and self.story[end.item + 1] is flowable:
                return end.foot - start < room * FULL
            start = end.head
        return False

    def pages(self, stretch: float = 0.0) -> list[Page]:
        """The pages, with what stands on each.

        Where one is not full, its spaces get wider, by that share of them at most. Raises TooTall.
        """
        made = _parted(self.story, self.ends[:-1])
        free = [end.forced for end in self.ends[:-1]] + [True]
        pages = []
        for flowables, room, blank in zip(made, self._rooms(), free, strict=False):
            pages.append(_smaller(flowables, room, self.width))
            if _height(flowables) > room + LOOSE:
                raise TooTall(flowables[0])  # rows whose cells are cut at different heights
            if not blank:
                _wider(flowables, room * OPEN, stretch)
        return pages

    def _rooms(self) -> Iterator[float]:
        yield self.rooms.first
        yield from repeat(self.rooms.later)


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
    stops = _stops(story, width, breaking)
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


# -- where pages can end


def _stops(story: Sequence[Spaced], width: float, breaking: Breaking) -> list[Stop]:
    """The start of the story, every place where a page can end, and the end."""
    prices = _Prices(breaking)
    stops = [Stop(0.0, 0.0, 0.0, 0.0, -1, None)]
    top = give = 0.0
    for number, item in enumerate(story):
        item.wrap(width, 0)
        foot = top + item.height
        parts = len(stops)
        for above, below, kinds, at in item.cuts():
            stops.append(Stop(top + above, foot - below, prices[kinds], give, number, at))
        give += _give(item, width) if parts == len(stops) else 0.0
        following = story[number + 1] if number + 1 < len(story) else None
        top = foot + (max(item.after, following.before) if following else 0.0)
        forced = following is not None and following.new_page
        price = 0.0 if forced else prices[item.bond | BLOCK]
        stops.append(Stop(foot, top, price, give, number, None, forced))
    return stops


def _give(item: Spaced, width: float) -> float:
    """How much lower an item that is not parted gets when its figures do: it is tried."""
    if item.give() <= 0:
        return 0.0
    whole = item.height
    item.shrink(1.0)
    least = item.wrap(width, 0)[1]
    item.shrink(0.0)
    item.wrap(width, 0)
    return max(0.0, float(whole - least))


class _Prices(dict[int, float]):
    """What a cut of some kinds costs, all of them together."""

    def __init__(self, breaking: Breaking) -> None:
        super().__init__()
        self.each = {
            LINES: breaking.lines,
            ROWS: breaking.rows,
            FEW: breaking.few_rows,
            KEPT: breaking.kept,
            HEADING: breaking.heading,
            LEAD: breaking.lead,
            BLOCK: 0.0,
        }

    def __missing__(self, kinds: int) -> float:
        found = self[kinds] = sum(price for kind, price in self.each.items() if kinds & kind)
        return found


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
        for start in range(stop - 1, first - 1, -1):
            came = self.best[start]
            head, gave = self.stops[start].head, self.stops[start].give
            room = self.rooms.later if start else self.rooms.first
            if stop == last and start:
                room -= self.rooms.foot
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


# -- the pages themselves


def _parted(story: Sequence[Spaced], ends: Sequence[Stop]) -> list[list[Spaced]]:
    """What stands on each page. An item is parted from its foot to its top, so that ways hold."""
    cuts: dict[int, list[At]] = {}
    after: set[int] = set()
    for stop in ends:
        if stop.at is None:
            after.add(stop.item)
        else:
            cuts.setdefault(stop.item, []).append(stop.at)
    made: list[list[Spaced]] = [[]]
    for number, item in enumerate(story):
        pieces: list[Spaced] = []
        rest = item
        for at in reversed(cuts.get(number, [])):
            rest, below = rest.parted(at)
            pieces.insert(0, below)
        made[-1].append(rest)
        made += [[piece] for piece in pieces]
        if number in after:
            made.append([])
    return made


def _smaller(flowables: Sequence[Spaced], room: float, width: float) -> Page:
    """A page whose figures are as much smaller as it takes."""
    share = 0.0
    while (over := _height(flowables) - room - CLOSE) > 0 and share < 1:
        give = sum(each.give() for each in flowables)
        share = 1.0 if give <= 0 else min(1.0, share + max(over / give, 0.05))
        for each in flowables:
            each.shrink(share)
            each.wrap(width, 0)
    return Page(tuple(flowables), share)


def _wider(flowables: Sequence[Spaced], height: float, stretch: float) -> None:
    """Sets flowables further apart, so that they are so high together, or as near as may be."""
    spaces = [max(one.after, two.before) for one, two in pairwise(flowables)]
    share = min((height - _height(flowables)) / (sum(spaces) or 1.0), stretch)
    if share > 0:
        for each, space in zip(flowables[1:], spaces, strict=True):
            each.before = space * (1 + share)


def _height(flowables: Sequence[Spaced]) -> float:
    total = space = 0.0
    for number, each in enumerate(flowables):
        total += each.height + (max(space, each.before) if number else 0.0)
        space = each.after
    return total
