from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Block, Handout, block
from builder.place import Text
from builder.source.inline import Rich
from builder.source.values import Day

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page

LOOK = "note"  # the box of the layout that it is drawn as


@block("story")
class Story(Block):
    """What happened to one person, and how it was for others; only for everyday leaflets.
    `consent` is the number of the record in which the person agreed; it is not printed.

    - story:
        text: I slept badly for a week. Then it got better.
        consent: R-17
        date: 2026-05-01
        balance: Other people sleep badly for longer, or not at all.
    """

    text: Rich
    consent: Text
    date: Day
    balance: Rich

    def shared(self, handout: Handout) -> Rich:
        return handout.phrase("shared", day=handout.day(self.date))

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.panel import panel

        aside = page.add("Aside")
        colour = str(page.look(LOOK).label)
        title = aside.text(page.handout.phrase("story"), "label", colour=colour)
        flows = [aside.text(self.text), aside.text(self.balance)]
        flows.append(aside.text(self.shared(page.handout), "caption"))
        for flow in flows:
            flow.before = page.design.item_space
        yield panel(page, LOOK, title, flows)

    def html(self, page: Page) -> Iterator[Node]:
        shared = page.paragraph(self.shared(page.handout), "muted")
        contents = [page.paragraph(self.text), page.paragraph(self.balance), shared]
        yield page.box(LOOK, page.phrase("story"), contents)

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield handout.phrase("story")
        yield self.text
        yield self.balance
        yield self.shared(handout)
