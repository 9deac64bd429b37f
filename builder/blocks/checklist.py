from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.blocks.listing import ATTRIBUTES, Listing, bound
from builder.model import block
from builder.source.forsome import ForSome
from builder.source.values import Many, Name

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
    items: Many[ForSome]
    id: Name | None = None

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.fillable import identified, tick_box

        yield from page.lead(self.lead)
        name = identified(page, "checklist", self.id)
        listing = page.add("L", attributes=ATTRIBUTES["None"])
        indent = page.setting("body").size * 1.7
        boxes = []
        for number, item in enumerate(self.items, 1):
            place = listing.add("LI").add("LBody")
            flow = place.text(item, role=None)
            box = tick_box(place, flow, f"{name}-{number}", item)
            boxes.append(page.item([flow], indent, box))
            boxes[-1].before = page.design.item_space * 1.75
        yield from bound(boxes)

    def html(self, page: Page) -> Iterator[Node]:
        yield from page.lead(self.lead)
        yield page.checklist(self.items)
