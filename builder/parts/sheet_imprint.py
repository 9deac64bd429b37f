from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Handout
from builder.model.parttype import part
from builder.parts import reference_list
from builder.parts.imprint import (
    code,
    dates,
    in_a_line,
    made,
    marks,
    marks_html,
    offered_by,
    unsaid,
)
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
        from builder.paper.pen import with_room

        place = page.add("Sect")
        lines = with_room(
            [place.text(line, "imprint") for line in told(page.handout)], page.points(3)
        )
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
    ems, advice = SHORT_EMS, handout.phrase("not_advice")
    about = (*dates(handout), *made(handout), *unsaid(handout, ems))
    lines = [
        *map(in_a_line, about), advice, *map(in_a_line, offered_by(handout, ems, ems))
    ]  # fmt: skip
    given: list[list[Rich]] = [[], []]
    for line in lines:
        given[any(run.blank for run in line.runs)].append(line)
    for first, *rest in filter(None, given):
        runs = [*first.runs]
        for line in rest:
            runs += [Run(" · "), *line.runs]
        yield Rich(tuple(runs), first.source)
