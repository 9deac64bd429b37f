from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.model import Handout
from builder.model.parttype import Part, part
from builder.source.inline import Rich, Run

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.paper.flow import Flow
    from builder.web.page import Page

FACTS = {"call_24h": "strip_call", "fever_c": "strip_fever", "emergency_number": "strip_emergency"}


@part("safety-strip")
class SafetyStrip(Part):
    """Whom to call, at what temperature, and the emergency number, at the foot of the page.

    On pages between the first and the last it is shorter: the number and the temperature.

    A number that nobody has signed prints as a line to write on.
    """

    facts = tuple(FACTS)

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        if page.handout.strip != "none":
            yield strip(page)
        if page.handout.strip == "every":
            yield again(page)

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        import htpy as h

        if page.handout.strip != "none":
            lines = [line(page.handout, name) for name in FACTS]
            yield h.section("#call.strip")[map(page.paragraph, lines)]

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        if handout.strip != "none":
            for name in FACTS:
                yield line(handout, name)


def line(handout: Handout, name: str) -> Rich:
    """One line of the strip: its label, and the number or a place to write it."""
    label, value = handout.phrase(FACTS[name]), handout.facts[name].runs(name, strong=True)
    return Rich((*label.runs, Run(" "), *value), label.source)


def strip(page: Composer, *, framed: bool = False) -> Box:
    """The strip as a box over the width of the text: the 24-hour number first and largest.

    One that is framed, or has no ground of its own, has an edge all round it, and not only above.
    """
    from builder.paper.pen import with_room

    place = page.add("Sect")
    names = list(FACTS)

    def told(name: str, style: str) -> Flow:
        # A number is a link in the colour of its line: no other was compared with this ground.
        return place.text(line(page.handout, name), style, colour=str(page.style(style).colour))

    first = told(names[0], "strip_number")
    others = [told(name, "strip") for name in names[1:]]
    lines = with_room([first, *others], page.points(3))
    return _boxed(page, lines, framed=framed)


def again(page: Composer) -> Box:
    """What stands on the pages between: the number to ring and the temperature, run on."""
    from builder.paper.flow import Flow
    from builder.paper.setting import Paragraph

    call, fever = on_every_page(page.handout)
    runs = (*call.strong().runs, Run(" · "), *fever.runs)
    colour = str(page.style("strip").colour)
    # It is an artifact wherever it is drawn, and so has no element of its own.
    return _boxed(page, [Flow(Paragraph(runs, page.setting("strip", colour=colour), page.parent))])


def on_every_page(handout: Handout) -> tuple[Rich, ...]:
    """What each page says: the number and the temperature, where the strip is on all of them."""
    if handout.strip != "every" or "safety-strip" not in handout.layout.parts:
        return ()
    return tuple(line(handout, name) for name in list(FACTS)[:2])


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
