from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.blocks.listing import ATTRIBUTES, Listing, bound, tick_box
from builder.model import block
from builder.source.values import Name

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("checklist")
class Checklist(Listing):
    """Things to tick off, each after an empty box.

    - checklist:
        lead: "Bring with you:"
        items: [your list of medicines, a friend]
    """

    tool = True
    id: Name | None = None

    def compose(self, page: Composer) -> Iterator[Flowable]:
        yield from page.lead(self.lead)
        listing = page.add("L", attributes=ATTRIBUTES["None"])
        indent = page.setting("body").size * 1.7
        boxes = []
        for item in self.items:
            place = listing.add("LI").add("LBody")
            flow = place.text(item, role=None)
            boxes.append(page.item([flow], indent, tick_box(page, flow)))
            boxes[-1].before = page.points(page.handout.layout.item_space * 1.75)
        yield from bound(boxes)

    def html(self, page: Page) -> Iterator[Node]:
        yield from page.lead(self.lead)
        yield page.checklist(self.items)
