from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.inline import Rich
from builder.model import Handout
from builder.parts import reference_list
from builder.parts.imprint import OFFERS, code, marks, marks_html, offers, revision, style_of
from builder.parts.part import Part, part

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.pdf.compose import Composer
    from builder.web.page import Page


@part("short-imprint")
class ShortImprint(Part):
    """The imprint of a sheet: what `imprint` says, without a heading."""

    landmark = "footer"
    facts = tuple(OFFERS)

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        place = page.add("Sect")
        flows = [place.text(line, style_of(page.handout)) for line in lines(page.handout)]
        for flow in flows:
            flow.before = page.points(3)
        box = page.kept([*flows, *code(page), *marks(place)])
        box.before = page.points(page.handout.layout.block_space * 2)
        yield box

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        yield from map(page.paragraph, lines(page.handout))
        yield from reference_list.html(page)
        yield from marks_html(page)

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield from lines(handout)
        yield from reference_list.words(handout)


def lines(handout: Handout) -> Iterator[Rich]:
    """What is offered, and the dated revision."""
    yield from offers(handout)
    yield from revision(handout)
