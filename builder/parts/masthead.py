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


@part("masthead")
class Masthead(Part):
    """Who publishes the leaflet, what it is called, and whom it is for, on a coloured ground."""

    landmark = "header"

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        from builder.paper.boxes import Box, Inset
        from builder.paper.picture import shown

        handout = page.handout
        head = page.add("Sect")
        words = handout.brand.logo_alt
        seen = head.parent.add("Figure", alt=words.text) if handout.logo and words else None
        name = head.text(handout.brand.name, "organisation")
        side = name.paragraph.leading * 1.7
        indent = 0.0
        once = []
        if handout.logo is not None:
            page.shared.origins.append((handout.logo, name.paragraph.element))
            picture = shown(handout.logo, page.roles())
            across = side * picture.across / picture.down
            indent = across + side * 0.35

            def mark(canvas: Any, x: float, y: float, width: float, height: float) -> None:
                level = y + (height - side) / 2
                picture.paint(canvas, seen, page.at(x, width, 0, across), level, side)

            once.append(mark)
        drop = (side - name.paragraph.leading) / 2
        first = Box([name], inset=page.inset(drop, 0, drop, indent), once=once)
        contents: list[Flowable] = [first]
        if handout.tag:
            contents.append(head.text(handout.tag, "subtitle"))
        contents.append(head.heading(handout.title, 1, "title"))
        if handout.subtitle:
            contents.append(head.text(handout.subtitle, "subtitle"))
        ground = page.colour(page.style("title").on)
        sheet = page.sheet
        above = sheet.paper[1] - sheet.bottom - sheet.height

        def band(canvas: Any, x: float, y: float, width: float, height: float) -> None:
            beyond = sheet.bleed
            wide, high = sheet.paper[0] + 2 * beyond, height + above + max(beyond, 1)
            canvas.paint(f"{ground} rg {0 - beyond:.4g} {y:.2f} {wide:.2f} {high:.2f} re f")

        inset = page.points(16)
        box = page.kept(contents, inset=Inset(bottom=inset), ground=[band])
        yield box
        for line in about(handout):
            flow = page.text(line, "lead")
            flow.before = page.points(12)
            yield flow

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        import htpy as h

        handout = page.handout
        logo = page.picture(handout.logo, handout.brand.logo_alt) if handout.logo else None
        yield h.div(".masthead")[
            h.p(".organisation")[logo, h.span[page.text(handout.brand.name)]],
            page.paragraph(handout.tag, "subtitle") if handout.tag else None,
            page.heading(handout.title, 1),
            page.paragraph(handout.subtitle, "subtitle") if handout.subtitle else None,
        ]
        if lines := list(about(handout)):
            yield h.div(".about")[map(page.paragraph, lines)]

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield handout.brand.name
        yield from texts([handout.tag])
        yield handout.title
        yield from texts([handout.subtitle])
        yield from about(handout)


def about(handout: Handout) -> Iterator[Rich]:
    """For whom the leaflet is, and for whom it is not."""
    for phrase, text in (("audience", handout.audience), ("not_for", handout.not_for)):
        if text is not None:
            label = handout.phrase(phrase).strong()
            yield Rich((*label.runs, *Rich.plain(" ").runs, *text.runs), text.source)
