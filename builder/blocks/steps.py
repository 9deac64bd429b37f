from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from builder.blocks.listing import ATTRIBUTES, Listing, bound, points, with_points
from builder.blocks.point import Point, below, head
from builder.model import Handout, block
from builder.source.inline import Rich
from builder.source.values import Whole, between

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Painter
    from builder.paper.compose import Composer
    from builder.paper.flow import Flow
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

    Where a picture or a note stands between them, the steps after it go on with `start`.

    - steps:
        lead: "On the day:"
        items: [Eat breakfast., Bring your list of medicines.]
    - note: The bell is beside the blue door.
    - steps:
        start: 3
        items: [Ring the bell., Take a seat.]
    """

    start: Annotated[Whole, between(1, 999)] = 1

    def numbered(self) -> Iterator[tuple[int, Rich | Point]]:
        """Each step with its number."""
        yield from enumerate(self.items, self.start)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        yield from page.lead(self.lead)
        listing = page.add("L", attributes=ATTRIBUTES["Decimal"])
        size = page.setting("body").size
        made = []
        for number, item in self.numbered():
            entry = listing.add("LI")
            label = entry.text(Rich.plain(f"{number}."), role="Lbl", strong=True, colour="primary")
            made.append((label, with_points(entry.add("LBody"), item)))
        widest = max(label.natural_width() for label, _ in made)
        indent = max(size * 1.7, widest + size * 0.2)
        yield from bound(
            page.item(body, indent, at_top(page, label, indent)) for label, body in made
        )

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield from page.lead(self.lead)
        yield h.ol(".steps", role="list", start=self.start if self.start > 1 else None)[
            (
                h.li[
                    h.span(".number")[f"{number}."],
                    " ",
                    h.div[page.text(head(item)), points(page, item)],
                ]
                for number, item in self.numbered()
            )
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.lead:
            yield self.lead
        for number, item in self.numbered():
            yield Rich.plain(f"{number}.")
            yield head(item)
            yield from below(item)
