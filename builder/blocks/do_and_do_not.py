from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.blocks.listing import ATTRIBUTES, bulleted
from builder.model import Block, Handout, block
from builder.source.forsome import ForSome
from builder.source.inline import Rich
from builder.source.values import Many

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("do-and-do-not")
class DoAndDoNot(Block):
    """What to do and what not to do, side by side.

    - do-and-do-not:
        do: [wash your hands, cook meat well]
        do_not: [share towels]
    """

    factual = True
    do: Many[ForSome]
    do_not: Many[ForSome]

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.alongside import Columns
        from builder.paper.panel import panel

        gap = page.design.block_space
        boxes = []
        for kind, items in (("do", self.do), ("do-not", self.do_not)):
            place = page.add("Sect")
            look = page.look(kind)
            label = page.phrase(kind)
            title = place.text(label, "label", colour=str(look.label))
            element = place.parent.add("L", attributes=ATTRIBUTES["Disc"])
            boxes.append(panel(page, kind, title, list(bulleted(place, items, element))))
        yield Columns(boxes, gap, rtl=page.rtl)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield h.div(".columns")[
            (
                page.box(kind, page.phrase(kind), [page.items(items)], role="group")
                for kind, items in (("do", self.do), ("do-not", self.do_not))
            )
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield handout.phrase("do")
        yield from self.do
        yield handout.phrase("do-not")
        yield from self.do_not
