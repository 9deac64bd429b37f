from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Handout
from builder.model.parttype import Part, part
from builder.source.inline import Rich, Run

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@part("short-message")
class ShortMessage(Part):
    """The main message of a sheet, and what to do about it, in one paragraph."""

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        flow = page.text(told(page.handout), "message")
        flow.before = page.design.block_space * 0.6
        yield flow

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        yield page.paragraph(told(page.handout), "message")

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield told(handout)


def told(handout: Handout) -> Rich:
    said = handout.main_message.strong()
    if handout.action is None:
        return said
    return Rich((*said.runs, Run(" "), *handout.action.runs), said.source)
