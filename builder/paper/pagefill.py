"""The pages of a plan: what it parts is parted, and what stands on a page is fitted to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from builder.paper.boxes import levels, stack
from builder.paper.pagemaker import CLOSE, Plan, TooTall
from builder.paper.parting import At
from builder.paper.spaced import Spaced
from builder.paper.stops import Stop

LOOSE = 0.5  # points: what rounding may add to a page
OPEN = 0.8  # of a page, down to where wider spaces may bring its foot
MOST_WIDENED = 14.0  # points: a space that is larger gets no wider than one of these


def filled_pages(plan: Plan, stretch: float = 0.0) -> list[list[Spaced]]:
    """What stands on each page, from its top.

    Where one is not full, its spaces get wider, by that share of them at most. Raises TooTall.
    """
    made = _parted(plan.story, plan.ends[:-1])
    free = [end.forced for end in plan.ends[:-1]] + [True]
    for flowables, room, blank in zip(made, plan.each_room(), free, strict=True):
        if _smaller(flowables, room, plan.width) > room + LOOSE:
            raise TooTall(flowables[0])  # a part is higher than its cut said
        if not blank:
            _wider(flowables, room * OPEN, stretch)
    return made


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


def _smaller(flowables: Sequence[Spaced], room: float, width: float) -> float:
    """Makes the figures of a page as much smaller as it takes; how high it is then, in points."""
    height, share = levels(flowables, 0.0)[-1], 0.0
    while (over := height - room - CLOSE) > 0 and share < 1:
        give = sum(each.give() for each in flowables)
        share = 1.0 if give <= 0 else min(1.0, share + max(over / give, 0.05))
        for each in flowables:
            each.shrink(share)
        height = stack(flowables, width, 0.0)[-1]
    return height


def _wider(flowables: Sequence[Spaced], height: float, stretch: float) -> None:
    """Sets flowables further apart, so that they are so high together, or as near as may be."""
    spaces = [max(one.after, two.before) for one, two in pairwise(flowables)]
    wider = [min(space, MOST_WIDENED) for space in spaces]
    share = min((height - levels(flowables, 0.0)[-1]) / (sum(wider) or 1.0), stretch)
    if share > 0:
        for each, space, more in zip(flowables[1:], spaces, wider, strict=True):
            each.before = space + more * share
