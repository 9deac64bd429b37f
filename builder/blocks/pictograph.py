from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import model_validator

from builder.blocks.chart import Chart, Group
from builder.blocks.listing import ATTRIBUTES
from builder.model import Block, Handout, Merger, block, texts
from builder.pictures.sketch import Sketch, circle, paint, path, rectangle
from builder.source.inline import Rich, Run
from builder.source.values import Many, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.web.page import Page

# A person in a space of 10 by 20: the head, and all below it in one piece.
HEAD = (5, 3.3, 2.5)
BODY = (
    "M0.9 9.3Q0.9 6.7 3.5 6.7H6.5Q9.1 6.7 9.1 9.3V12.7Q9.1 13.6 8.3 13.6H7.7V18.2"
    "Q7.7 19.2 6.7 19.2H3.3Q2.3 19.2 2.3 18.2V13.6H1.7Q0.9 13.6 0.9 12.7Z"
)
ACROSS, DOWN = 13.5, 23.0  # from person to person, in points
MOST_GROUPS = 2  # that can be told apart without colour


@block("pictograph")
class Pictograph(Block):
    """People out of 100, drawn one by one: how many, and how many not.

    Two charts stand side by side to be compared; they show the same number of people. The groups
    differ by shape as well as by colour, and so does a harm of the evidence from a benefit. Say in
    the caption who was studied, and for how long. A group with `figure: NAME` is one of the
    evidence, which brings its number, its label and what is true of the rest; `count` is for what
    is made up.

    - pictograph:
        caption: Alive 4 years later, in one study of 359 people
        charts:
          - {title: Treatment A, groups: [{count: 55, label: alive}], rest: had died}
          - {title: Treatment B, groups: [{count: 46, label: alive}], rest: had died}
    """

    factual = True
    main = "charts"
    charts: Many[Chart]
    caption: Rich
    not_alike: Rich | None = None
    out_of: Literal["10", "20", "50", "100"] = "100"

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        for chart in self.charts:
            total = sum(group.drawn for group in chart.groups)
            span = chart.groups[0].span
            if self.out_of != "100" and any(group.figure for group in chart.groups):
                hint = "take out 'out_of:'"
                raise wrong("out-of-range", "a figure is drawn out of 100 people", hint, span)
            if total > int(self.out_of):
                message = f"the groups are {total} people, of {self.out_of}"
                raise wrong("out-of-range", message, "give whole numbers out of all people", span)
            if len(chart.groups) > MOST_GROUPS:
                message = f"a chart marks at most {MOST_GROUPS} groups and the rest"
                raise wrong("out-of-range", message, "use a second chart, or a table", span)
        return self

    def merged(self, merger: Merger) -> Self:
        charts = tuple(chart.merged(merger) for chart in self.charts)
        for chart in charts:
            if sum(group.drawn for group in chart.groups) > int(self.out_of):
                message, hint = "the figures are more people than all", "use a chart for each"
                merger.wrong(chart.groups[0].span, "out-of-range", message, hint)
        plain = self.model_copy(update={"charts": ()}).resolved(merger.resolve)
        return plain.model_copy(update={"charts": charts})

    def sketch(self, chart: Chart, *, rtl: bool) -> Sketch:
        """The grid of people, row by row, ten in each."""
        pairs = zip(chart.looks, chart.groups, strict=False)
        looks = [look for look, group in pairs for _ in range(group.drawn)]
        total = int(self.out_of)
        looks += [0] * (total - len(looks))
        shapes: list[str] = []
        for number, look in enumerate(looks):
            row, column = divmod(number, 10)
            column = 9 - column if rtl else column
            shapes += person(column * ACROSS + 1, row * DOWN + 1, look)
        return Sketch(ACROSS * 10, DOWN * -(-total // 10), tuple(shapes))

    def legend(self, chart: Chart, handout: Handout) -> Iterator[Rich]:
        """For each group and for the rest: how many, in words, and what is true of them."""
        for group in chart.groups:
            share = self._share(group.drawn, group.bound, handout)
            runs = (replace(run, figure=str(group.figure or "")) for run in share.runs)
            yield Rich((*runs, Run(" "), *group.words.runs), group.words.source)
        rest = int(self.out_of) - sum(group.drawn for group in chart.groups)
        share = self._share(rest, _bound_of_rest(chart.groups), handout)
        yield Rich((*share.runs, Run(" "), *chart.others.runs), chart.others.source)

    def _share(self, drawn: int, bound: str, handout: Handout) -> Rich:
        """As "55 out of 100:", or "fewer than 1 out of 100:" where none could be drawn."""
        total = int(self.out_of)
        number = {"fewer": 1, "more": total - 1}.get(bound, drawn)
        share = handout.phrase("out_of", count=str(number), total=str(total))
        told = handout.phrase(f"{bound}_than", count=share.text) if bound else share
        return told.strong()

    def alt(self, chart: Chart, handout: Handout) -> Rich:
        marked = sum(group.drawn for group in chart.groups)
        return handout.phrase("pictograph", total=str(self.out_of), marked=str(marked))

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.boxes import Columns

        yield from page.caption(self.caption)
        if self.not_alike:
            yield page.text(self.not_alike)
        if len(self.charts) == 1:
            yield self._alone(page, self.charts[0])
            return
        boxes = [page.kept(list(self._column(page, chart))) for chart in self.charts]
        gap = page.points(18)
        wide = ACROSS * 10 + gap
        for start in range(0, len(boxes), per := max(1, int((page.width + gap) // wide))):
            yield Columns(boxes[start : start + per], gap, rtl=page.rtl)

    def _column(self, page: Composer, chart: Chart) -> Iterator[Flowable]:
        from builder.paper.picture import picture_of

        if chart.title:
            yield page.text(chart.title, strong=True)
        picture = picture_of(page, self.sketch(chart, rtl=page.rtl), self.alt(chart, page.handout))
        picture.before = page.points(4)
        picture.after = page.points(6)
        yield picture
        yield from self._keys(page, chart)

    def _alone(self, page: Composer, chart: Chart) -> Flowable:
        from builder.paper.beside import beside
        from builder.paper.picture import picture_of

        sketch = self.sketch(chart, rtl=page.rtl)
        title = page.text(chart.title, strong=True) if chart.title else None
        picture = picture_of(page, sketch, self.alt(chart, page.handout), page.points(sketch.width))
        words = [*([title] if title else []), *self._keys(page, chart)]
        return beside(page, picture, words, 24, 150)

    def _keys(self, page: Composer, chart: Chart) -> Iterator[Box]:
        from builder.paper.compose import paint_drawing
        from builder.pictures.svg.svg import drawing

        element = page.add("L", attributes=ATTRIBUTES["None"])
        setting = page.setting("body")
        side = setting.size * 1.35
        for look, text in zip(chart.looks, self.legend(chart, page.handout), strict=True):
            flow = element.add("LI").add("LBody").text(text, role=None)
            key = drawing(_key(look).data(), page.roles())

            def mark(
                canvas: Any, x: float, y: float, width: float, height: float, key: Any = key
            ) -> None:
                left = page.at(x, width, 0, side * key.width / key.height)
                canvas.paint(paint_drawing(key, left, y + height - side, side))

            yield page.item([flow], setting.size * 1.2, mark)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        charts = []
        for chart in self.charts:
            picture = page.picture(
                self.sketch(chart, rtl=page.direction == "rtl"), self.alt(chart, page.handout)
            )
            keys = [
                h.li[
                    page.picture(_key(look), None),
                    h.span[page.text(text)],
                ]
                for look, text in zip(chart.looks, self.legend(chart, page.handout), strict=True)
            ]
            title = page.paragraph(chart.title.strong()) if chart.title else None
            charts.append(h.div[title, h.div(".drawn")[picture], h.ul(".keys", role="list")[keys]])
        kind = ".pictograph.columns" if len(charts) > 1 else ".pictograph"
        unlike = page.paragraph(self.not_alike) if self.not_alike else None
        yield h.figure[page.caption(self.caption), unlike, h.div(kind)[charts]]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield self.caption
        yield from texts([self.not_alike])
        for chart in self.charts:
            if chart.title:
                yield chart.title
            yield from self.legend(chart, handout)


def _bound_of_rest(groups: tuple[Group, ...]) -> str:
    """All others are "more than 99" where a group is "fewer than 1", and the other way round."""
    bounds = {group.bound for group in groups}
    if "fewer" in bounds and not any(group.drawn for group in groups):
        return "more"
    return "fewer" if "more" in bounds else ""


def _key(look: int) -> Sketch:
    return Sketch(12, 22, tuple(person(1, 1, look)))


def person(x: float, y: float, look: int) -> Iterator[str]:
    """A person at a place, in points: an outline (0), filled (1), or white on a ground (2)."""
    ink = (paint("paper", "muted", 0.9), paint("primary"), paint("paper"))[look]
    if look == 2:
        yield rectangle(x - 0.6, y, 11.2, 20.4, paint("urgent"), 1.6)
    cx, cy, radius = HEAD
    yield circle(x + cx, y + cy, radius, ink)
    yield path(BODY, ink, f"translate({x:.2f} {y:.2f})")
