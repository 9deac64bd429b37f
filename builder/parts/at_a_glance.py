from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.model import Chapter, Handout
from builder.model.parttype import Part, part
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


ROOM = 8.0  # points above and below what stands in the panel


@part("at-a-glance")
class AtAGlance(Part):
    """The few facts that a reader looks for first: blocks `key-facts` with `at_a_glance: true`."""

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        from builder.paper.facts import fact_columns

        for chapter in page.handout.on_cover():
            place = page.add("Sect")
            assert chapter.title is not None
            title = place.heading(chapter.title, 2, "label", colour="primary")
            title.before = 0.0
            rows = [
                row
                for block in _facts(chapter)
                for row in fact_columns(place, block, [(f.label, f.value) for f in block.facts])
            ]
            room = page.points(ROOM)
            box = page.kept([title, *rows], inset=page.inset(room, 0, room), ground=[_lines(page)])
            box.before = room * 2
            yield box

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        import htpy as h

        for chapter in page.handout.on_cover():
            assert chapter.title is not None
            blocks = [page.nested(3).blocks([block]) for block in _facts(chapter)]
            yield h.section(".glance")[page.heading(chapter.title, 2), blocks]

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        for chapter in handout.on_cover():
            assert chapter.title is not None
            yield chapter.title
            for block in _facts(chapter):
                yield from block.words(handout)


def _facts(chapter: Chapter) -> Iterator[Any]:
    """The blocks of key facts, which are all that stands there."""
    for section in chapter.sections:
        yield from section.blocks


def _lines(page: Composer) -> Any:
    """A quiet panel: a line above and below, in the colour of the brand and of its rules."""
    strong, quiet = page.colour("primary"), page.colour("line")

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        top, right = y + height, x + width
        canvas.paint(
            f"{strong} RG 2 w {x:.2f} {top:.2f} m {right:.2f} {top:.2f} l S\n"
            f"{quiet} RG 0.8 w {x:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"
        )

    return paint
