"""What lists, steps and checklists share: a line that leads in, and items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from builder.model import Block, Handout
from builder.source.inline import Rich
from builder.source.values import Many

if TYPE_CHECKING:
    from builder.paper.boxes import Box, Painter
    from builder.paper.compose import Composer
    from builder.paper.flow import Flow
    from builder.pdf.tags import Element

ATTRIBUTES = {kind: (("List", f"/ListNumbering/{kind}"),) for kind in ("Disc", "Decimal", "None")}


class Listing(Block):
    """Items one below the other, each with a mark before it."""

    factual = True
    main = "items"
    stands = "hanging"
    items: Many[Rich]
    lead: Rich | None = None

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.lead:
            yield self.lead
        yield from self.items


def disc(page: Composer, flow: Flow) -> Painter:
    """A round bullet at a text's first line: the list's kind says it to a screen reader."""
    from builder.paper.rows import circle

    setting = page.setting("body")
    colour, radius = page.colour(page.ink or "primary"), setting.size * 0.19

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        x_height = setting.regular[0].metrics["x"] * setting.size / 1000
        middle = flow.paragraph.baseline - x_height / 2
        left = page.at(x, width, setting.size * 0.42 - radius, radius * 2)
        canvas.paint(f"{colour} rg {circle(left + radius, y + height - middle, radius)} f")

    return paint


def bound(items: Iterable[Box]) -> Iterator[Box]:
    """The items of a list, the first two and the last two bound together.

    No list begins or ends with one item alone on a page.
    """
    boxes = list(items)
    if len(boxes) > 1:
        boxes[0].keep_with_next = boxes[-2].keep_with_next = True
    yield from boxes


def bulleted(page: Composer, items: Many[Rich], list_element: Element) -> Iterator[Box]:
    """The items as list items with round bullets."""
    indent = page.setting("body").size * 1.25

    def boxes() -> Iterator[Box]:
        for item in items:
            place = page.under(list_element).add("LI").add("LBody")
            flow = place.text(item, role=None)
            yield page.item([flow], indent, disc(page, flow))

    yield from bound(boxes())
