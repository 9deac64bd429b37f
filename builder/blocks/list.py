from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.blocks.listing import ATTRIBUTES, Listing, bulleted, bullets
from builder.model import block

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("list")
class List(Listing):
    """Points in no special order. Give a line that leads in, or only the items.

    A point may have points of its own.

    - list:
        lead: "You may feel:"
        items:
          - tired
          - text: "sore:"
            items: [in the throat, in the joints]
    """

    def compose(self, page: Composer) -> Iterator[Flowable]:
        yield from page.lead(self.lead)
        element = page.parent.add("L", attributes=ATTRIBUTES["Disc"])
        yield from bulleted(page, self.items, element)

    def html(self, page: Page) -> Iterator[Node]:
        yield from page.lead(self.lead)
        yield bullets(page, self.items)
