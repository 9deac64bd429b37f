"""Where a flowable can be parted between two pages, and what kind of cut that is.

Each cut tells how high the two parts would be; nothing is parted until all pages are planned.
A cut has one kind or several: a line of a paragraph in a list of three is all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

# Kinds, which can be joined: between lines of a paragraph, between rows of a long block, of one
# of few rows (or too near to its end), within what is kept together, after a heading, between a
# text and the figure or list it leads into, between what is better near each
# other, between two blocks.
LINES, ROWS, FEW, KEPT, HEADING, LEAD, NEAR, BLOCK = (1 << n for n in range(8))

FEWEST = 8  # rows: a block of so many is not parted
BESIDE = 3  # rows that a longer one leaves on each side

At = tuple[Any, ...]  # the way to a cut: the number of the part at each level, then where in it


class Cut(NamedTuple):
    """A cut: the heights of what stands above and below it, in points; its kinds; the way to it."""

    above: float
    below: float
    kinds: int
    at: At


def between_rows(count: int, above: int) -> int:
    """The kind of a cut in a block of `count` rows, `above` of which stay on the page."""
    near = min(above, count - above) < BESIDE
    return FEW if count <= FEWEST or near else ROWS


def opened(story: Sequence[Any], following: Any) -> Any:
    """What begins the page that a flowable is to begin: the headings before it come along."""
    first = following
    for each in reversed(story):
        if not each.keep_with_next:
            break
        first = each
    return first


def in_rows(flowables: Sequence[Any]) -> None:
    """Binds the rows of one block, which are flowables, to each other."""
    for number, each in enumerate(flowables[:-1], 1):
        each.bond |= between_rows(len(flowables), number)
