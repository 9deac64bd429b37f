from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Handout
from builder.model.parttype import Part, part
from builder.parts.safety_strip import line
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page

NUMBER = "call_24h"


@part("call-number")
class CallNumber(Part):
    """Only the number to ring, day and night, for a card; its texts tell of fever and emergency."""

    facts = (NUMBER,)

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        if page.handout.strip != "none":
            colour = str(page.style("strip_number").colour)
            flow = page.text(line(page.handout, NUMBER), "strip_number", colour=colour)
            flow.before = page.design.block_space
            yield flow

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        import htpy as h

        if page.handout.strip != "none":
            yield h.section(".strip")[page.paragraph(line(page.handout, NUMBER))]

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        if handout.strip != "none":
            yield line(handout, NUMBER)
