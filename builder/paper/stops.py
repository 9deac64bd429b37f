"""Every place where a page of a story can end, and what it costs to end one there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.model.breaking import Breaking
from builder.paper.parting import BLOCK, FEW, HEADING, KEPT, LEAD, LINES, NEAR, ROWS, At
from builder.paper.spaced import Spaced


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


def stops_of(story: Sequence[Spaced], width: float, breaking: Breaking) -> list[Stop]:
    """The start of the story, every place where a page can end, and the end."""
    prices = _Prices(breaking)
    stops = [Stop(0.0, 0.0, 0.0, 0.0, -1, None)]
    top = give = 0.0
    for number, item in enumerate(story):
        item.wrap(width, 0)
        foot = top + item.height
        parts = len(stops)
        kept = KEPT if item.kept else 0
        for above, below, kinds, at in item.cuts():
            stops.append(Stop(top + above, foot - below, prices[kinds | kept], give, number, at))
        give += _give(item, width) if parts == len(stops) else 0.0
        following = story[number + 1] if number + 1 < len(story) else None
        top = foot + (max(item.after, following.before) if following else 0.0)
        forced = following is not None and following.new_page
        kept = KEPT if following is not None and together(item, following) else 0
        price = 0.0 if forced else prices[item.bond | kept | BLOCK]
        stops.append(Stop(foot, top, price, give, number, None, forced))
    return stops


def together(above: Spaced, below: Spaced) -> bool:
    """Whether no page is to end between them."""
    return above.kept is not None and above.kept == below.kept


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
            NEAR: breaking.near,
            BLOCK: 0.0,
        }

    def __missing__(self, kinds: int) -> float:
        found = self[kinds] = sum(price for kind, price in self.each.items() if kinds & kind)
        return found
