from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import model_validator

from builder.blocks.listing import ATTRIBUTES, bound
from builder.model import Block, Handout, Placed, block, texts
from builder.pictures.sketch import Sketch, circle, line, paint, rectangle
from builder.source.inline import Rich, Run
from builder.source.values import Many, Whole, between, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.paper.picture import Pieces
    from builder.web.page import Page

WIDTH = 440.0  # of a bar's drawing on screen, in points; on paper as wide as there is room
BAR, TRACK = 10.0, 14.0
MOST_TICKS = 60
Number = Annotated[Whole, between(0, 520)]


class Stretch(Placed):
    """Something that goes on from one week to another, both included; one week without `end`."""

    label: Rich
    start: Number
    end: Number | None = None
    text: Rich | None = None


@block("weeks")
class Weeks(Block):
    """What happens in which weeks (days, months), each with a bar on the same scale.

    The words tell all that the bars show. Weeks are counted as your patients count them: say in
    the caption what week 1 is.

    - weeks:
        caption: Week 1 begins on the day you have your cells.
        alt: Bars show what happens in which of the weeks 1 to 12.
        stretches:
          - {label: In hospital, start: 1, end: 2}
          - {label: Near the hospital, start: 1, end: 4, text: Somebody stays with you.}
          - {label: Check-up, start: 12}
    """

    factual = True
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

    def sketch(self, each: Stretch, *, rtl: bool, across: float = WIDTH) -> Sketch:
        """The bar of one stretch on a track as long as the whole time, `across` points."""
        first, last = self.scale
        unit = across / (last - first + 1)
        end = each.start if each.end is None else each.end
        left, width = (each.start - first) * unit, (end - each.start + 1) * unit
        shapes = [rectangle(0, 2, across, BAR, paint("surface"), BAR / 2)]
        if last - first < MOST_TICKS:
            shapes += [
                line(number * unit, 4.5, number * unit, BAR - 0.5, paint("", "line", 0.8))
                for number in range(1, last - first + 1)
            ]
        left = across - left - width if rtl else left
        if width < BAR:
            shapes.append(circle(left + width / 2, 2 + BAR / 2, BAR / 2, paint("primary")))
        else:
            shapes.append(rectangle(left, 2, width, BAR, paint("primary"), BAR / 2))
        return Sketch(across, TRACK, tuple(shapes))

    def title(self, each: Stretch, handout: Handout) -> Rich:
        """What goes on, and its weeks in words."""
        one = each.end is None or each.end == each.start
        name = self.unit.removesuffix("s") if one else self.unit
        when = handout.phrase(name, start=str(each.start), end=str(each.end))
        return Rich((*each.label.strong().runs, Run(" · "), *when.runs), each.label.source)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        yield from page.caption(self.caption)
        from builder.paper.picture import Pieces

        figure = Pieces(page.parent.add("Figure", alt=self.alt.text))
        listing = page.add("L", attributes=ATTRIBUTES["None"])
        boxes = [self._row(listing, each, figure) for each in self.stretches]
        yield from bound(boxes)

    def _row(self, listing: Composer, each: Stretch, figure: Pieces) -> Box:
        """What goes on, when, and below it the bar; all bars are parts of one figure."""
        from builder.paper.picture import Bar
        from builder.pictures.svg.svg import drawing

        body = listing.add("LI").add("LBody")
        flows: list[Flowable] = [body.text(self.title(each, listing.handout), role="P")]
        flows += [body.text(each.text, role="P")] if each.text else []
        sketch = self.sketch(each, rtl=listing.rtl, across=listing.width / listing.shared.scale)
        vector = drawing(sketch.data(), listing.roles())
        bar = Bar(vector, listing.points(TRACK), figure)
        bar.before = listing.points(3)
        box = listing.kept([*flows, bar])
        box.before = listing.points(8)
        return box

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        rtl = page.direction == "rtl"
        rows = [
            h.li[
                page.paragraph(self.title(each, page.handout)),
                page.paragraph(each.text) if each.text else None,
                page.picture(self.sketch(each, rtl=rtl), None if number else self.alt),
            ]
            for number, each in enumerate(self.stretches)
        ]
        yield h.figure[page.caption(self.caption), h.ul(".weeks", role="list")[rows]]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield from texts((self.caption,))
        for each in self.stretches:
            yield from texts((self.title(each, handout), each.text))
