"""Key facts and the stages of a timeline; how wide columns must be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal

from builder.paper.boxes import Box, Painter
from builder.paper.cards import Fitted, rule
from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.grid import Grid, GridLook
from builder.paper.parting import in_rows
from builder.source.inline import Rich

KAPPA = 0.5523  # a quarter circle as one Bézier curve
DISC = 0.8  # the radius of a disc with a number, in ems


Measure = Literal["longest_word", "narrowest", "widest_letter"]


def widest(columns: Iterable[Sequence[Box]], measure: Measure) -> list[float]:
    """For each column, how wide it must be for the widest word, or letter, in it, in points."""
    return [max((_wide(cell, measure) + 1 for cell in cells), default=0.0) for cells in columns]


def _wide(box: Box, measure: Measure) -> float:
    """How wide a cell must be for its widest word, or letter, in points."""
    inner = (
        _wide(each, measure) if isinstance(each, Box) else getattr(each, measure)()
        for each in box.contents
    )
    return float(max(inner, default=0.0)) + box.inset.left + box.inset.right


def fact_rows(page: Composer, facts: Sequence[tuple[Rich, Rich]]) -> Fitted:
    """Labels and values in two columns with a rule under each pair."""
    listing = page.add("L", attributes=(("List", "/ListNumbering/None"),))
    pad = page.inset(*(page.points(v) for v in (5, 8, 6, 0)))
    rows = []
    for label, value in facts:
        entry = listing.add("LI")
        name = entry.text(label, role="Lbl", strong=True, colour="primary")
        words = entry.add("LBody").text(value, role=None)
        rows.append([Box([name], inset=pad), Box([words], inset=pad)])
    look = GridLook(
        (2, 3),
        tuple(widest([*zip(*rows, strict=True)], "longest_word")),
        page.colour("surface"),
        page.colour("line"),
        None,
        lambda: widest([*zip(*rows, strict=True)], "narrowest"),
        lambda: widest([*zip(*rows, strict=True)], "widest_letter"),
    )
    grid = Grid(None, rows, look, page.page_height, rtl=page.rtl)
    return Fitted(grid, lambda: _stacked_facts(page, rows))


def _stacked_facts(page: Composer, rows: Sequence[Sequence[Box]]) -> Box:
    """The same, each value below its label."""
    pairs = []
    for name, value in rows:
        name.contents[0].keep_with_next = True
        contents = [*name.contents, *value.contents]
        pairs.append(page.kept(contents, inset=name.inset, ground=[rule(page)]))
    in_rows(pairs)
    return Box(pairs, page_height=page.page_height)


def stage_box(
    entry: Composer,
    number: int,
    stage: Rich,
    duration: Rich | None,
    text: Rich | None,
    *,
    last: bool,
) -> Box:
    """One stage: its number in a disc, a line that leads on to the next, and what happens."""
    label = entry.text(Rich.plain(str(number)), role="Lbl", strong=True, colour="on-primary")
    body = entry.add("LBody")
    name = body.text(stage, role="P", strong=True)
    contents: list[Flow] = [name]
    if duration:
        contents.append(body.text(duration, role="P", colour="muted"))
    if text:
        flow = body.text(text, role="P")
        flow.before = entry.points(2)
        contents.append(flow)
    for flow in contents[:-1]:
        flow.keep_with_next = True
    size = name.paragraph.setting.size
    gap = 0.0 if last else entry.points(10)
    colour, radius = entry.colour("line"), size * DISC

    def line(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        top = y + height - name.paragraph.leading / 2 - radius
        centre = entry.at(x, width, 0, radius * 2) + radius
        canvas.paint(f"{colour} RG 2 w {centre:.2f} {top:.2f} m {centre:.2f} {y - 2:.2f} l S")

    mark = disc_mark(entry, label, name)
    indent = radius * 2 + size * 0.8
    inset = entry.inset(start=indent, bottom=gap)
    once = (mark,) if last else (line, mark)
    box = Stage(contents, inset=inset, once=once, unbroken=True, page_height=entry.page_height)
    box.hang = indent
    return box


class Stage(Box):
    """A stage, which can give half of the room below it."""

    gap = -1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.gap = self.inset.bottom if self.gap < 0 else self.gap
        return super().wrap(width, height)

    def give(self) -> float:
        return super().give() + self.gap / 2

    def shrink(self, share: float) -> None:
        self.inset = replace(self.inset, bottom=self.gap * (1 - share / 2))
        super().shrink(share)


def disc_mark(page: Composer, label: Flow, first: Flow) -> Painter:
    """A number in a disc, beside the first line of a text."""
    colour, radius = page.colour("primary"), first.paragraph.setting.size * DISC

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        middle = y + height - first.paragraph.leading / 2
        centre = page.at(x, width, 0, radius * 2) + radius
        canvas.paint(f"{colour} rg {circle(centre, middle, radius)} f")
        across = label.natural_width()
        label.wrap(across, 0)
        label.drawOn(canvas, centre - across / 2, middle - label.paragraph.leading / 2)

    return paint


def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle round (x, y), in points."""
    k = radius * KAPPA
    return (
        f"{x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + k:.2f} {x + k:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - k:.2f} {y + radius:.2f} {x - radius:.2f} {y + k:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - k:.2f} {x - k:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + k:.2f} {y - radius:.2f} {x + radius:.2f} {y - k:.2f} {x + radius:.2f} {y:.2f} c"
    )
