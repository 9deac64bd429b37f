from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Handout
from builder.model.parttype import Part, part
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@part("call-number")
class CallNumber(Part):
    """Only the first line of the safety strip, for a card: its texts tell the rest."""

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        for line in CallNumber.words(page.handout):
            colour = str(page.style("strip_number").colour)
            flow = page.text(line, "strip_number", colour=colour)
            flow.before = page.design.block_space
            yield flow

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        import htpy as h

        for line in CallNumber.words(page.handout):
            yield h.section(".strip")[page.paragraph(line)]

    @staticmethod
    def facts(handout: Handout) -> tuple[str, ...]:
        return tuple(str(line.fact) for line in handout.strip_lines[:1])

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield from map(handout.line, handout.strip_lines[:1])
