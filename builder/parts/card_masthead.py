from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.model import Handout, texts
from builder.model.parttype import Part, part
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page

GAP = 6.0  # points between the title and who publishes the card


@part("card-masthead")
class CardMasthead(Part):
    """What a card is called and who gives it out, on one line over the width of its front."""

    landmark = "header"

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        from builder.paper.alongside import Columns
        from builder.paper.boxes import Box

        head = page.add("Sect")
        title = head.heading(page.handout.title, 1, "title")
        name = head.text(page.handout.brand.name, "organisation")
        gap = page.points(GAP)
        beside = title.natural_width() + name.natural_width() + gap + 2 <= page.width
        each = (page.width - gap) / 2
        end = page.inset(start=max(0, each - name.natural_width() - 1))
        row = Columns([Box([title]), Box([name], inset=end)], gap, rtl=page.rtl) if beside else None
        pad = page.design.block_space
        sheet, ground = page.sheet, page.colour(page.style("title").on)
        above = sheet.paper[1] - sheet.bottom - sheet.height

        def band(canvas: Any, x: float, y: float, width: float, height: float) -> None:
            left, beyond = x - sheet.left, sheet.bleed
            canvas.paint(
                f"{ground} rg {left:.2f} {y:.2f} {sheet.panel + beyond:.2f} "
                f"{height + above + max(beyond, 1):.2f} re f"
            )

        rows = [row] if row else [title, name]
        yield page.kept(rows, inset=page.inset(bottom=pad), ground=[band])
        for line in texts([page.handout.subtitle]):
            flow = page.text(line, "subtitle")
            flow.before = pad
            yield flow

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        import htpy as h

        handout = page.handout
        yield h.div(".masthead")[
            page.heading(handout.title, 1),
            h.p(".organisation")[page.text(handout.brand.name)],
        ]
        for line in texts([handout.subtitle]):
            yield page.paragraph(line)

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield handout.title
        yield handout.brand.name
        yield from texts([handout.subtitle])
