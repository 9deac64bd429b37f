from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Handout
from builder.model.parttype import Part, part
from builder.parts.imprint import back_panel, panel_html, panel_words, told_facts
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@part("short-imprint")
class ShortImprint(Part):
    """The imprint of a sheet: what `imprint` says, without a heading."""

    landmark = "footer"

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        yield from back_panel(page, None)

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        yield from panel_html(page)

    @staticmethod
    def facts(handout: Handout) -> tuple[str, ...]:
        return told_facts(handout)

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield from panel_words(handout)
