"""What lists, steps and checklists share: a line that leads in, and items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from builder.blocks.point import Item, Point, below, head, in_order
from builder.model import Block, Handout
from builder.source.inline import Rich
from builder.source.values import Many

if TYPE_CHECKING:
    from htpy import Node

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.pdf.tags import Element
    from builder.web.page import Page

KINDS = ("Disc", "Circle", "Decimal", "None")
ATTRIBUTES = {kind: (("List", f"/ListNumbering/{kind}"),) for kind in KINDS}


class Listing(Block):
    """Items one below the other, each with a mark before it."""

    factual = True
    main = "items"
    stands = "hanging"
    items: Many[Item]
    lead: Rich | None = None

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.lead:
            yield self.lead
        yield from in_order(self.items)


def bound(items: Iterable[Box]) -> Iterator[Box]:
    """The items of a list, the first two and the last two bound together.

    No list begins or ends with one item alone on a page.
    """
    boxes = list(items)
    if len(boxes) > 1:
        boxes[0].keep_with_next = boxes[-2].keep_with_next = True
    yield from boxes


def bulleted(page: Composer, items: Iterable[Rich | Point], list_element: Element) -> Iterator[Box]:
    """The items as list items with round bullets."""
    return bound(_marked(page, items, list_element, hollow=False))


def _marked(
    page: Composer, items: Iterable[Rich | Point], list_element: Element, *, hollow: bool
) -> Iterator[Box]:
    from builder.paper.bullets import INDENT, disc

    indent = page.setting("body").size * INDENT
    for item in items:
        place = page.under(list_element).add("LI").add("LBody")
        contents = with_points(place, item)
        yield page.item(contents, indent, disc(page, contents[0], hollow=hollow))


def with_points(place: Composer, item: Rich | Point) -> list[Any]:
    """What a point says, and below it the points it has: a list within its body.

    ISO 32000-2, 14.8.4.8.2: an `L` within the `LBody` of the item it belongs to.
    """
    if not below(item):
        return [place.text(head(item), role=None)]
    flow = place.text(head(item))
    flow.keep_with_next = True
    listing = place.parent.add("L", attributes=ATTRIBUTES["Circle"])
    return [flow, *bound(_marked(place, below(item), listing, hollow=True))]


def bullets(page: Page, items: Iterable[Rich | Point]) -> Node:
    """The same on the web page."""
    import htpy as h

    return h.ul[(h.li[page.text(head(item)), points(page, item)] for item in items)]


def points(page: Page, item: Rich | Point) -> Node:
    """The list below a point on the web page, where it has points."""
    return page.items(below(item)) if below(item) else None
