"""A point of a list: a text, or one with points of its own below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from builder.model import Conditional
from builder.place import Fields
from builder.source.cells import Prose
from builder.source.forsome import ProseForSome, is_for_some
from builder.source.inline import Rich
from builder.source.values import Many


class Point(Conditional):
    """A point with points of its own. Those have none: nobody finds the way back from a third list.

    A screen reader tells how deep it is in lists, and a sighted reader sees two indents at most.
    """

    text: Prose
    items: Many[ProseForSome] = ()


def _kind(value: Any) -> str:
    """How a point was written; any other mapping is a text with a colon in it."""
    return "point" if isinstance(value, Point) or _has_points(value) else "text"


def _has_points(value: Any) -> bool:
    if not isinstance(value, Fields):
        return False
    return "items" in value or ("text" in value and not is_for_some(value))


Item = Annotated[
    Annotated[ProseForSome, Tag("text")] | Annotated[Point, Tag("point")], Discriminator(_kind)
]


def head(item: Rich | Point) -> Rich:
    """What a point says itself."""
    return item if isinstance(item, Rich) else item.text


def below(item: Rich | Point) -> tuple[Rich, ...]:
    """The points of a point."""
    return () if isinstance(item, Rich) else item.items or ()


def in_order(items: Iterable[Rich | Point]) -> Iterator[Rich]:
    """Every text of a list as it is read."""
    for item in items:
        yield head(item)
        yield from below(item)
