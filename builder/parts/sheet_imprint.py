from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from builder.model import Handout
from builder.model.parttype import part
from builder.parts import reference_list
from builder.parts.imprint import code, marks, marks_html, offers, revision, space, style_of
from builder.parts.short_imprint import ShortImprint
from builder.source.inline import Rich, Run

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


SHORT_EMS = 6.5  # the length of a line to write on: 29 mm at 12.5 points


@part("sheet-imprint")
class SheetImprint(ShortImprint):
    """The imprint of a sheet: what `imprint` says, without a heading and with no line to spare."""

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        place = page.add("Sect")
        style = style_of(page.handout)
        lines = space(page, [place.text(line, style) for line in told(page.handout)])
        box = page.kept([*lines, *marks(place), *code(page)])
        box.before = page.design.block_space * 2
        yield box

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        yield from map(page.paragraph, told(page.handout))
        yield from marks_html(page)
        yield from reference_list.html(page)

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield from told(handout)
        yield from reference_list.words(handout)


def told(handout: Handout) -> Iterator[Rich]:
    """What the imprint says, run on: what is known, and then what is to be written in."""
    given: list[list[Rich]] = [[], []]
    for line in chain(revision(handout, SHORT_EMS), offers(handout, SHORT_EMS, SHORT_EMS)):
        given[any(run.blank for run in line.runs)].append(line)
    for first, *rest in filter(None, given):
        runs = [*first.runs]
        for line in rest:
            runs += [Run(" · "), *line.runs]
        yield Rich(tuple(runs), first.source)
