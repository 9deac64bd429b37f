from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.blocks.listing import ATTRIBUTES, Listing, bound
from builder.inline import Rich
from builder.model import Handout, block

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.pdf.boxes import Painter
    from builder.pdf.compose import Composer
    from builder.text.flow import Flow
    from builder.web.page import Page


def at_top(page: Composer, label: Flow, width: float) -> Painter:
    """Draws a label at the top of a box where text begins, in a column `width` points wide."""

    def paint(canvas: Any, x: float, y: float, box_width: float, height: float) -> None:
        label.wrap(width, 0)
        label.drawOn(canvas, page.at(x, box_width, 0, width), y + height - label.height)

    return paint


@block("steps")
class Steps(Listing):
    """Things that happen, or are done, one after the other.

    - steps:
        lead: "On the day:"
        items: [Eat breakfast., Bring your list of medicines., Ring the bell.]
    """

    def compose(self, page: Composer) -> Iterator[Flowable]:
        yield from page.lead(self.lead)
        listing = page.add("L", attributes=ATTRIBUTES["Decimal"])
        indent = page.setting("body").size * 1.7
        boxes = []
        for number, item in enumerate(self.items, 1):
            entry = listing.add("LI")
            label = entry.text(Rich.plain(f"{number}."), role="Lbl", strong=True, colour="primary")
            body = entry.add("LBody").text(item, role=None)
            boxes.append(page.item([body], indent, at_top(page, label, indent)))
        yield from bound(boxes)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield from page.lead(self.lead)
        yield h.ol(".steps", role="list")[
            (
                h.li[h.span(".number")[f"{number}."], " ", h.div[page.text(item)]]
                for number, item in enumerate(self.items, 1)
            )
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.lead:
            yield self.lead
        for number, item in enumerate(self.items, 1):
            yield Rich.plain(f"{number}.")
            yield item
