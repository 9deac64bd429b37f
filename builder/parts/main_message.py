from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Handout, texts
from builder.model.parttype import Part, part
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@part("main-message")
class MainMessage(Part):
    """The one thing to take away, and what to do, in a box under the title."""

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        from builder.paper.panel import panel
        from builder.paper.parting import LEAD

        handout = page.handout
        aside = page.add("Aside")
        look = page.look("message")
        space = page.design.block_space
        title = aside.text(handout.phrase("main_message"), "label", colour=str(look.label))
        contents = [aside.text(handout.main_message, "message")]
        if handout.action:
            action = aside.text(handout.action, "message", strong=True)
            action.before = space * 2 / 3
            contents.append(action)
        box = panel(page, "message", title, contents)
        box.before = space * (2 / 3 if page.single else 4 / 3)
        if handout.on_cover() and not page.single:  # what follows stands on the same page
            box.bond |= LEAD
        yield box

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        handout = page.handout
        contents = [page.paragraph(handout.main_message)]
        if handout.action:
            contents.append(page.paragraph(handout.action.strong()))
        yield page.box("message", handout.phrase("main_message"), contents)

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield handout.phrase("main_message")
        yield handout.main_message
        yield from texts([handout.action])
