from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.model.parttype import part
from builder.parts.masthead import Masthead, banded, organisation, readers, titles

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer

MOST, LEAST = 0.36, 0.2  # of the width, for who publishes it
GAP = 14.0  # points


@part("sheet-masthead")
class SheetMasthead(Masthead):
    """The masthead of a sheet that is short of room: who publishes it stands beside the title."""

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        from builder.paper.boxes import Box

        head = page.add("Sect")
        name = organisation(head)
        natural = name.inset.left + name.inset.right + name.contents[0].natural_width() + 1
        across = min(max(natural, page.width * LEAST), page.width * MOST)
        if name.longest_word() > across:  # there is no room beside
            yield banded(page, [name, *titles(head)])
        else:
            name.wrap(across, 0)

            def beside(canvas: Any, x: float, y: float, width: float, height: float) -> None:
                left = page.at(x, width, width - across, across)
                name.drawOn(canvas, left, y + height - name.height)

            room = page.inset(end=across + page.points(GAP))
            title = Box([*titles(head)], inset=room, once=[beside], least=name.height)
            yield banded(page, [title])
        yield from readers(page, 0.6)
