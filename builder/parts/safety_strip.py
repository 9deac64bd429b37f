from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.model import Handout, StripLine
from builder.model.parttype import Part, part
from builder.source.inline import Rich, Run

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.paper.flow import Flow
    from builder.web.page import Page


@part("safety-strip")
class SafetyStrip(Part):
    """What `strip` in sources/facts.yaml says, at the foot of the page: whom to ring, and when.

    On pages between the first and the last it is shorter: the lines for every page.

    A number that nobody has signed prints as a line to write on.
    """

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        if page.handout.strip_lines:
            yield strip(page)
        if on_every_page(page.handout):
            yield again(page)

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        import htpy as h

        if lines := page.handout.strip_lines:
            yield h.section("#call.strip")[map(page.paragraph, map(page.handout.line, lines))]

    @staticmethod
    def facts(handout: Handout) -> tuple[str, ...]:
        return tuple(str(line.fact) for line in handout.strip_lines)

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield from map(handout.line, handout.strip_lines)


def strip(page: Composer, *, framed: bool = False) -> Box:
    """The strip as a box over the width of the text: its first line is the largest.

    One that is framed, or has no ground of its own, has an edge all round it, and not only above.
    """
    from builder.paper.pen import with_room

    place = page.add("Sect")

    def told(line: StripLine, style: str) -> Flow:
        # A number is a link in the colour of its line: no other was compared with this ground.
        return place.text(page.handout.line(line), style, colour=str(page.style(style).colour))

    first_line, *more = page.handout.strip_lines
    first = told(first_line, "strip_number")
    others = [told(line, "strip") for line in more]
    lines = with_room([first, *others], page.points(3))
    return _boxed(page, lines, framed=framed)


def again(page: Composer) -> Box:
    """What stands on the pages between: the lines for every page, run on."""
    from builder.paper.flow import Flow
    from builder.paper.setting import Paragraph

    first, *more = on_every_page(page.handout)
    runs = [*first.strong().runs]
    for line in more:
        runs += [Run(" · "), *line.runs]
    colour = str(page.style("strip").colour)
    # It is an artifact wherever it is drawn, and so has no element of its own.
    setting = page.setting("strip", colour=colour)
    return _boxed(page, [Flow(Paragraph(tuple(runs), setting, page.parent))])


def on_every_page(handout: Handout) -> tuple[Rich, ...]:
    """What each page says, where the strip is on all of them: its first line at the least."""
    if handout.strip != "every" or "safety-strip" not in handout.layout.parts:
        return ()
    lines = [line for line in handout.strip_lines if line.every_page] or handout.strip_lines[:1]
    return tuple(map(handout.line, lines))


def _boxed(page: Composer, lines: list[Flow], *, framed: bool = False) -> Box:
    """Lines on the ground of the strip."""
    from builder.paper.boxes import Inset

    framed = framed or page.on_paper("strip")
    ground, edge = page.ground("strip"), page.colour("urgent")
    pad = min(page.points(8), page.design.block_space * (2 if framed else 1.2))

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        top = y + height
        canvas.paint(
            f"{ground} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f\n"
            + f"{edge} RG 3 w "
            + (
                f"{x + 1.5:.2f} {y + 1.5:.2f} {width - 3:.2f} {height - 3:.2f} re S"
                if framed
                else f"{x:.2f} {top:.2f} m {x + width:.2f} {top:.2f} l S"
            )
        )

    inset = Inset(pad, pad * 1.2, pad, pad * 1.2)
    return page.kept(lines, inset=inset, ground=[paint])
