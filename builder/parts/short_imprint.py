from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Handout
from builder.model.parttype import Part, part
from builder.parts import reference_list
from builder.parts.imprint import OFFERS, code, marks, marks_html, offers, revision, space, style_of
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@part("short-imprint")
class ShortImprint(Part):
    """The imprint of a sheet: what `imprint` says, without a heading.

    What is offered stands on the last page, whatever must go before.
    """

    landmark = "footer"
    facts = tuple(OFFERS)

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        place = page.add("Sect")
        style = style_of(page.handout)
        about = [place.text(line, style) for line in revision(page.handout)]
        lines = [place.text(line, style) for line in offers(page.handout)]
        about, lines = (space(page, each) for each in (about, lines))
        first = page.kept([*about, *marks(place)])
        first.before = page.design.block_space * 2
        last = page.kept([*lines, *code(page)])
        last.before = page.points(3)
        yield from (first, last)

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        yield from map(page.paragraph, revision(page.handout))
        yield from marks_html(page)
        yield from map(page.paragraph, offers(page.handout))
        yield from reference_list.html(page)

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield from revision(handout)
        yield from offers(handout)
        yield from reference_list.words(handout)
