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


GAP = 14.0  # points between the columns
SHORT_EMS = 2.0  # the least length of a line to write on: it goes on to the end of its column


@part("sheet-imprint")
class SheetImprint(ShortImprint):
    """The imprint of a sheet: what `imprint` says, without a heading and with no line to spare.

    It stands in two columns, as lines of small type over the whole width are long to read; where
    there are none, as in large print, one stands below the other.
    """

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        from builder.paper.alongside import Columns
        from builder.paper.boxes import Box
        from builder.paper.pen import with_room

        place, least = page.add("Sect"), page.points(3)
        columns = [[*_about(page.handout)], [*_offered(page.handout)]]
        if page.single:
            columns = [[*columns[0], *columns[1]]]
        boxes = [
            Box(with_room([place.text(line, "imprint") for line in column], least))
            for column in columns
        ]
        shown = [Columns(boxes, page.points(GAP), rtl=page.rtl)] if len(boxes) > 1 else boxes
        box = page.kept([*shown, *marks(place), *code(page)])
        box.before = page.design.block_space * 4
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
    """What the imprint says: what is known is run on, what is to be written in has its own line."""
    yield from _about(handout)
    yield from _offered(handout)


def _about(handout: Handout) -> Iterator[Rich]:
    """What the first column says: number, dates, who made it."""
    lines = [*map(in_a_line, (*dates(handout), *made(handout))), handout.phrase("not_advice")]
    yield _run_on(lines)


def _offered(handout: Handout) -> Iterator[Rich]:
    """What the second says: what nobody has said yet, other formats, other leaflets, sources."""
    pairs = (*unsaid(handout, SHORT_EMS), *offered_by(handout, SHORT_EMS))
    lines = [*map(in_a_line, pairs)]
    yield from (line for line in lines if _to_fill_in(line))
    if known := [line for line in lines if not _to_fill_in(line)]:
        yield _run_on(known)


def _to_fill_in(line: Rich) -> bool:
    return any(run.blank for run in line.runs)


def _run_on(lines: list[Rich]) -> Rich:
    first, *rest = lines
    runs = [*first.runs]
    for line in rest:
        runs += [Run(" · "), *line.runs]
    return Rich(tuple(runs), first.source)
