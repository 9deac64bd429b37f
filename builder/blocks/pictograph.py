from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import model_validator

from builder.blocks.chart import Chart, Group
from builder.blocks.listing import ATTRIBUTES
from builder.model import Block, Handout, Merger, block, texts
from builder.pictures.crowd import LEAST, PITCH, Look, crowd
from builder.pictures.sketch import Sketch
from builder.source.inline import Rich, Run
from builder.source.values import Many, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.paper.picture import Picture
    from builder.web.page import Page

KEY_NUMBER = 36.0  # the size of the number of each group, in points; its leading is as much
MOST_GROUPS = 2  # that can be told apart without colour


@block("pictograph")
class Pictograph(Block):
    """People out of 100, drawn one by one: how many, and how many not.

    Two charts stand side by side to be compared; they show the same number of people. Say in the
    caption who was studied, and for how long. A group with `figure: NAME` is one of the evidence,
    which brings its number, its label and what is true of the rest; `count` is for what is made
    up. A benefit, a harm (`kind: harm`) and what is neither are drawn in three ways, the same in
    every leaflet, that differ by shape as well as by colour.

    - pictograph:
        caption: Alive 4 years later, in one study of 359 people
        charts:
          - {title: Treatment A, groups: [{count: 55, label: alive, kind: benefit}], rest: had died}
          - {title: Treatment B, groups: [{count: 46, label: alive, kind: benefit}], rest: had died}
    """

    factual = True
    shows = True
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

    def sketch(self, chart: Chart, *, rtl: bool, across: int = 10, pitch: float = PITCH) -> Sketch:
        """All people row by row, so many in each, `pitch` points apart."""
        pairs = zip(chart.looks, chart.groups, strict=False)
        looks = [look for look, group in pairs for _ in range(group.drawn)]
        looks += [chart.looks[-1]] * (int(self.out_of) - len(looks))
        return crowd(looks, across=across, pitch=pitch, rtl=rtl)

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
        yield from page.caption(self.caption)
        if self.not_alike:
            yield page.text(self.not_alike)
        if page.single:
            yield from (self._across(page, chart) for chart in self.charts)
        elif len(self.charts) == 1:
            yield self._alone(page, self.charts[0])
        else:
            yield from self._abreast(page)

    def _abreast(self, page: Composer) -> Iterator[Flowable]:
        """Charts side by side, with their numbers above them."""
        from builder.paper.alongside import Columns

        gap, usual = page.points(18), page.points(PITCH)
        least = usual * LEAST * 10
        most = max(1, int((page.width + gap) // (least + gap)))
        rows = -(-len(self.charts) // most)
        per = -(-len(self.charts) // rows)
        wide = (page.width - gap * (per - 1)) / per
        pitch = min(usual, wide / 10)
        boxes = [page.kept(list(self._column(page, chart, pitch))) for chart in self.charts]
        for start in range(0, len(boxes), per):
            row = boxes[start : start + per]
            _level([box.contents[-2] for box in row], wide)
            yield Columns(row, gap, rtl=page.rtl)

    def _column(self, page: Composer, chart: Chart, pitch: float) -> Iterator[Flowable]:
        if chart.title:
            yield page.text(chart.title, strong=True)
        yield page.kept(list(self._keys(page, chart, pitch)))
        picture = self._picture(page, chart, pitch)
        picture.before = page.points(8)
        yield picture

    def _across(self, page: Composer, chart: Chart) -> Flowable:
        """One chart as wide as the column, with its numbers below."""
        pitch = min(page.points(PITCH), page.width / 20.5)
        title = [page.text(chart.title, strong=True)] if chart.title else []
        picture = self._picture(page, chart, pitch, across=20)
        picture.before = page.points(4)
        box = page.kept([*title, picture, *self._keys(page, chart, pitch)])
        box.before = page.points(12)
        return box

    def _alone(self, page: Composer, chart: Chart) -> Flowable:
        from builder.paper.beside import beside

        pitch = page.points(PITCH)
        title = [page.text(chart.title, strong=True)] if chart.title else []
        picture = self._picture(page, chart, pitch)
        return beside(page, picture, [*title, *self._keys(page, chart, pitch)], 24, 150)

    def _picture(self, page: Composer, chart: Chart, pitch: float, across: int = 10) -> Picture:
        from builder.paper.picture import picture_of

        sketch = self.sketch(chart, rtl=page.rtl, across=across, pitch=pitch)
        return picture_of(page, sketch, self.alt(chart, page.handout))

    def _keys(self, page: Composer, chart: Chart, pitch: float) -> Iterator[Box]:
        """For each group a person, its number large, and what is true of it."""
        from builder.paper.key_number import key_number
        from builder.paper.paint import paint_drawing
        from builder.pictures.svg.svg import drawing

        element = page.add("L", attributes=ATTRIBUTES["None"])
        for look, text in zip(chart.looks, self.legend(chart, page.handout), strict=True):
            entry = element.add("LI").add("LBody")
            parts = parted(text) if look.kind != "rest" else None
            if parts:
                flow: Flowable = key_number(entry, *parts, KEY_NUMBER)
                first = KEY_NUMBER
            else:
                flow, first = entry.text(text, role=None), entry.setting("body").leading
            key = drawing(crowd([look], pitch=pitch).data(), page.roles())

            def mark(
                canvas: Any, x: float, y: float, width: float, height: float,
                key: Any = key, first: float = first,
            ) -> None:  # fmt: skip
                left, low = page.at(x, width, 0, pitch), y + height - (first + pitch) / 2
                canvas.paint(paint_drawing(key, left, low, pitch))

            yield page.item([flow], pitch * 1.3, mark)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        charts = []
        for chart in self.charts:
            picture = page.picture(
                self.sketch(chart, rtl=page.direction == "rtl"), self.alt(chart, page.handout)
            )
            keys = [
                h.li[page.picture(crowd([look], across=1), None), h.span[_told(page, look, text)]]
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


def _level(boxes: list[Any], width: float) -> None:
    """Makes the boxes as high as the highest, so that what stands below them begins level."""
    highest = max(box.wrap(width, 0)[1] for box in boxes)
    for box in boxes:
        box.least = box.height = highest


def parted(text: Rich) -> tuple[Rich, Rich] | None:
    """The number that a text begins with, and the rest of it; None where it begins otherwise."""
    first, *others = text.runs
    number, _, rest = first.text.partition(" ")
    if not number.isdecimal() or not rest:
        return None
    runs = (replace(first, text=rest), *others)
    return Rich((replace(first, text=number),), text.source), Rich(runs, text.source)


def _told(page: Page, look: Look, text: Rich) -> Node:
    import htpy as h

    parts = parted(text) if look.kind != "rest" else None
    if parts is None:
        return page.text(text)
    number, rest = parts
    return [h.span(".key-number")[page.text(number)], " ", page.text(rest)]
