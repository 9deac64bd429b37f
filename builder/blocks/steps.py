from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.blocks.listing import ATTRIBUTES, Listing
from builder.inline import Rich
from builder.model import Handout, block

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from builder.pdf.compose import Composer


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
        for number, item in enumerate(self.items, 1):
            entry = listing.add("LI")
            label = entry.text(
                Rich.plain(f"{number}."), role="Lbl", strong=True, colour="primary"
            )
            label.wrap(indent, 0)
            body = entry.add("LBody").text(item, role=None)
            height = label.height

            def mark(canvas, x, y, width, box_height, label=label, height=height):  # type: ignore[no-untyped-def]
                label.drawOn(canvas, x, y + box_height - height)

            yield page.item([body], indent, mark)

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.lead:
            yield self.lead
        for number, item in enumerate(self.items, 1):
            yield Rich.plain(f"{number}.")
            yield item
