from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import model_validator

from builder.blocks.listing import ATTRIBUTES, bound
from builder.model import Block, Handout, block
from builder.source.forsome import ForSome
from builder.source.inline import Rich
from builder.source.values import Many, Whole, between, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page

MOST = 11  # numbers that stand in one line, each with room for a ring


@block("scale")
class Scale(Block):
    """Things to give a number to: below each a row of numbers, one of which is ringed with a pen.

    Say before it what the lowest and the highest number mean.

    - scale:
        lead: "Ring a number: 0 means not at all, 10 means very much."
        items: [To be at home, To feel as well as I can]
    """

    tool = True
    stands = "column"
    main = "items"
    items: Many[ForSome]
    lead: Rich | None = None
    first: Annotated[Whole, between(0, 10)] = 0
    last: Annotated[Whole, between(1, 10)] = 10

    @model_validator(mode="after")
    def _upwards(self) -> Self:
        if self.last <= self.first:
            message = f"the scale ends at {self.last}, and begins at {self.first}"
            raise wrong("out-of-range", message, "give a higher 'last:'")
        return self

    @property
    def numbers(self) -> Rich:
        """All numbers of the scale, as they are heard."""
        text = " ".join(str(number) for number in range(self.first, self.last + 1))
        return Rich.plain(text, self.items[0].source)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.targets import targets

        yield from page.lead(self.lead)
        listing = page.add("L", attributes=ATTRIBUTES["None"])
        boxes = []
        for item in self.items:
            body = listing.add("LI").add("LBody")
            flow = body.text(item, role="P", strong=True)
            row = targets(body.add("P"), self.numbers, "body", "disc", spread=True)
            row.before = page.points(4)
            flow.keep_with_next = True
            box = page.kept([flow, row])
            box.before = page.points(12)
            boxes.append(box)
        yield from bound(boxes)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield from page.lead(self.lead)
        rows = [
            h.li[page.paragraph(item.strong()), page.targets(self.numbers, "disc")]
            for item in self.items
        ]
        yield h.ul(".scale-rows", role="list")[rows]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.lead:
            yield self.lead
        for item in self.items:
            yield item
            yield self.numbers
