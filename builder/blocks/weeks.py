from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import model_validator

from builder.blocks.listing import ATTRIBUTES
from builder.blocks.numerals import numeral
from builder.model import Block, Handout, Placed, block, texts
from builder.pictures.sketch import Sketch
from builder.pictures.time_scale import TimeScale
from builder.source.inline import Rich, Run
from builder.source.values import Flag, Many, Whole, between, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.paper.time_chart import Bars
    from builder.pictures.time_scale import Numeral
    from builder.text.faces import Face
    from builder.web.page import Page

WIDTH = 330.0  # of the drawing on screen, in points; on paper as wide as there is room
SIZE = 14.0  # of its numbers
Number = Annotated[Whole, between(0, 520)]


class Stretch(Placed):
    """Something that goes on from one week to another, both included; one week without `end`.

    What is `ongoing` goes on after the last week of the chart.
    """

    label: Rich
    start: Number
    end: Number | None = None
    ongoing: Flag = False
    text: Rich | None = None


@block("weeks")
class Weeks(Block):
    """What happens in which weeks (days, months): bars on one scale with numbers.

    The words tell all that the bars show. Weeks are counted as your patients count them: say in
    the caption what week 1 is. What goes on after the last week is `ongoing`: its bar is an arrow.

    - weeks:
        caption: Week 1 begins on the day you have your cells.
        alt: Bars show what happens in which of the weeks 1 to 12.
        stretches:
          - {label: In hospital, start: 1, end: 2}
          - {label: Near the hospital, start: 1, end: 4, text: Somebody stays with you.}
          - {label: Check-ups, start: 12, ongoing: true}
    """

    factual = True
    shows = True
    main = "stretches"
    stretches: Many[Stretch]
    alt: Rich
    unit: Literal["days", "weeks", "months"] = "weeks"
    caption: Rich | None = None

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        for each in self.stretches:
            if each.end is not None and each.end < each.start:
                message = f"it ends in {each.end}, before it begins in {each.start}"
                raise wrong("out-of-range", message, span=each.label.source.span)
        return self

    @property
    def scale(self) -> tuple[int, int]:
        """The first unit there is, and the last."""
        ends = [each.start if each.end is None else each.end for each in self.stretches]
        return min(each.start for each in self.stretches), max(ends)

    def on(self, width: float, *, rtl: bool) -> TimeScale:
        """The scale, `width` points wide."""
        arrows = any(each.ongoing for each in self.stretches)
        return TimeScale(*self.scale, width, arrows=arrows, rtl=rtl)

    def title(self, each: Stretch, handout: Handout) -> Rich:
        """What goes on, and its weeks in words."""
        one = each.end is None or each.end == each.start
        name = self.unit.removesuffix("s") if one or each.ongoing else self.unit
        name = f"from_{name}" if each.ongoing else name
        when = handout.phrase(name, start=str(each.start), end=str(each.end)).text
        runs = (*each.label.strong().runs, Run(" · "), Run(when.replace(" ", "\u00a0")))
        return Rich(runs, each.label.source)

    def row(
        self, number: int, scale: TimeScale, height: float, middle: float, numeral: Numeral
    ) -> Sketch:
        each = self.stretches[number]
        end = each.start if each.end is None else each.end
        return scale.row(each.start, end, height, middle, numeral, on=each.ongoing)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.picture import Pieces
        from builder.paper.time_chart import Look, TimeChart

        yield from page.caption(self.caption)
        figure = Pieces(page.parent.add("Figure", alt=self.alt.text))
        listing = page.add("L", attributes=ATTRIBUTES["None"])
        rows = [self._words(listing, each) for each in self.stretches]
        size = max(page.floor, page.setting("caption").size)
        look = Look(
            axis=size * 1.6,
            leading=page.setting("body").leading,
            rule=page.colour("line"),
            page_height=page.page_height,
            beside=not page.single,
            rtl=page.rtl,
        )
        yield TimeChart(rows, self._bars(page, size, look.axis), look, figure)

    def _words(self, listing: Composer, each: Stretch) -> Box:
        body = listing.add("LI").add("LBody")
        flows = [body.text(self.title(each, listing.handout), role="P")]
        flows += [body.text(each.text, role="P")] if each.text else []
        for flow in flows:
            flow.before = flow.after = 0
        return listing.kept(flows)

    def _bars(self, page: Composer, size: float, axis: float) -> Bars:
        from builder.paper.time_chart import Bars
        from builder.pictures.svg.svg import drawing

        draw = _numeral(page.setting("caption").bold[0], size)
        roles = page.roles()
        return Bars(
            lambda width: drawing(self.on(width, rtl=page.rtl).axis(draw, axis).data(), roles),
            lambda number, width, height, middle: drawing(
                self.row(number, self.on(width, rtl=page.rtl), height, middle, draw).data(), roles
            ),
        )

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        from builder.text.faces import stacks

        draw = _numeral(stacks(page.handout.typefaces, page.language)[1][0], SIZE)
        scale = self.on(WIDTH, rtl=page.direction == "rtl")
        rows = [
            h.li[
                page.paragraph(self.title(each, page.handout)),
                page.paragraph(each.text) if each.text else None,
                page.picture(self.row(number, scale, 17, 8.5, draw), None),
            ]
            for number, each in enumerate(self.stretches)
        ]
        axis = h.div(".scale")[page.picture(scale.axis(draw, SIZE * 1.6), self.alt)]
        chart = h.div(".time-chart")[axis, h.ul(".weeks", role="list")[rows]]
        yield h.figure[page.caption(self.caption), chart]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield from texts((self.caption,))
        for each in self.stretches:
            yield from texts((self.title(each, handout), each.text))


def _numeral(face: Face, size: float) -> Numeral:
    return lambda number, x, y: numeral(face, number, x, y, size=size, role="text")
