from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from builder.model import Handout, texts
from builder.model.parttype import Part, part
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.web.page import Page

RULE = 3.0  # points, below a title that has no ground


@part("masthead")
class Masthead(Part):
    """Who publishes the leaflet, what it is called, and whom it is for, on a coloured ground."""

    landmark = "header"

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        head = page.add("Sect")
        yield banded(page, [organisation(head), *titles(head)])
        yield from readers(page)

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


def organisation(head: Composer) -> Box:
    """Who publishes it: the logo, and the name beside it."""
    from builder.paper.boxes import Box
    from builder.paper.picture import shown

    logo, words = head.handout.logo, head.handout.brand.logo_alt
    seen = head.parent.add("Figure", alt=words.text) if logo and words else None
    name = head.text(head.handout.brand.name, "organisation")
    side = name.paragraph.leading * 1.7
    drop, indent, once = (side - name.paragraph.leading) / 2, 0.0, []
    if logo is not None:
        head.shared.origins.append((logo, name.paragraph.element))
        colours = {**head.roles(), **_of_band(head)}
        picture = shown(logo, colours, grey=head.handout.edition.grey)
        across = side * picture.across / picture.down
        indent = across + side * 0.35

        def mark(canvas: Any, x: float, y: float, width: float, height: float) -> None:
            level = y + (height - side) / 2
            picture.paint(canvas, seen, head.at(x, width, 0, across), level, side)

        once.append(mark)
    return Box([name], inset=head.inset(drop, 0, drop, indent), once=once)


def _of_band(head: Composer) -> dict[str, str]:
    """The colours of a logo that is drawn in those of a band, where the name stands on another."""
    style, colours = head.style("organisation"), head.shared.palette
    return {"primary": colours[str(style.on)], "on-primary": colours[str(style.colour)]}


def titles(head: Composer) -> Iterator[Flowable]:
    """What it is called, with what stands above and below."""
    handout = head.handout
    if handout.tag:
        yield head.text(handout.tag, "subtitle")
    yield head.heading(handout.title, 1, "title")
    if handout.subtitle:
        yield head.text(handout.subtitle, "subtitle")


def banded(page: Composer, contents: Sequence[Flowable], **more: Any) -> Box:
    """Contents on a ground that goes on to the edges of the paper; on paper a rule below them."""
    from builder.paper.boxes import Inset

    ground, sheet = page.ground("title"), page.sheet
    line = page.colour("primary") if page.on_paper("title") else ""
    above = sheet.paper[1] - sheet.bottom - sheet.height

    def band(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        beyond = sheet.bleed
        wide, high = sheet.paper[0] + 2 * beyond, height + above + max(beyond, 1)
        canvas.paint(f"{ground} rg {0 - beyond:.4g} {y:.2f} {wide:.2f} {high:.2f} re f")
        if line:
            end = sheet.left + sheet.width
            level = f"{y + RULE / 2:.2f}"
            canvas.paint(f"{line} RG {RULE:g} w {sheet.left:.2f} {level} m {end:.2f} {level} l S")

    inset = page.design.block_space * 16 / 9
    return page.kept(contents, inset=Inset(bottom=inset), ground=[band], **more)


def readers(page: Composer, space: float = 4 / 3) -> Iterator[Flowable]:
    """For whom it is and for whom not, one below the other; `space` is that between blocks."""
    for line in about(page.handout):
        flow = page.text(line, "lead")
        flow.before = page.design.block_space * space
        yield flow


def about(handout: Handout) -> Iterator[Rich]:
    """For whom the leaflet is, and for whom it is not."""
    for phrase, text in (("audience", handout.audience), ("not_for", handout.not_for)):
        if text is not None:
            label = handout.phrase(phrase).strong()
            yield Rich((*label.runs, *Rich.plain(" ").runs, *text.runs), text.source)
