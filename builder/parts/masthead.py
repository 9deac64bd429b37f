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
BELOW = 16 / 9  # of the space between blocks, below what stands in the band
# Of its size that a drawing may have beside a title, and how many lines more that then has: in a
# single column there is no room for more.
SHARES = ((1.0, 0), (0.8, 0), (0.6, 0), (1.0, 1))
GAP, MARGIN = 14.0, 8.0  # points: between drawing and title, below the drawing


@part("masthead")
class Masthead(Part):
    """Who publishes the leaflet, what it is called, and whom it is for, on a coloured ground."""

    landmark = "header"

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        head = page.add("Sect")
        band = banded(page, [pictured(head, [organisation(head), *titles(head)])])
        yield from on_first_page(page, [band, *readers(page, 2 / 3 if page.single else 4 / 3)])

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


def pictured(head: Composer, contents: Sequence[Flowable]) -> Box:
    """The contents of the band, with the drawing of the handout at the side where lines end."""
    from builder.paper.boxes import Box
    from builder.paper.picture import shown
    from builder.paper.sheet import POINTS

    cover, drawing = head.handout.layout.cover, head.handout.cover
    if cover is None:
        return Box(contents)
    style, sheet = head.style("title"), head.sheet
    below = head.design.block_space * BELOW
    above = sheet.paper[1] - sheet.bottom - sheet.height
    least = max(0.0, cover.height * POINTS - above - below)
    if drawing is None:
        return Box(contents, least=least)
    colours = head.roles(str(style.colour), str(style.on))
    picture = shown(drawing, colours, grey=head.handout.edition.grey)
    high = cover.picture * POINTS
    box, share = beside(head, contents, high * picture.across / picture.down)
    side, box = high * share, Box([box], least=least)

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        across = side * picture.across / picture.down
        foot, top = y - below, y + height + above
        level = max((foot + top - side) / 2, foot + MARGIN)
        picture.paint(canvas, None, head.at(x, width, width - across, across), level, side)

    box.once = (paint,) if share else ()
    return box


def beside(head: Composer, contents: Sequence[Flowable], across: float) -> tuple[Box, float]:
    """The contents in a box that leaves room for a drawing as wide as `across` (points), or less.

    With the share of its size that it has: the first of SHARES, or none where a word has no room
    or the title would take too many lines.
    """
    from builder.paper.boxes import Box

    alone = Box(contents)
    alone.wrap(head.width, 0)
    more = head.style("title").leading
    for share, lines in SHARES[: -1 if head.single else None]:
        room = head.inset(end=across * share + head.points(GAP))
        box = Box(contents, inset=room)
        box.wrap(head.width, 0)
        if box.longest_word() <= head.width and box.height <= alone.height + more * lines + 1:
            return box, share
    return Box(contents), 0.0


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

    inset = page.design.block_space * BELOW
    return page.kept(contents, inset=Inset(bottom=inset), ground=[band], **more)


def on_first_page(page: Composer, made: Sequence[Any]) -> Sequence[Any]:
    """What opens the first page, bound to the main message: that stands there if it can."""
    from builder.paper.parting import KEPT

    if "main-message" in page.handout.layout.parts:
        for flow in made:
            flow.bond |= KEPT
    return made


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
