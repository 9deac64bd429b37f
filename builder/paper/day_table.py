"""The table of a diary: boxes for a pen, a column for each day; many days stand in two tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Self

from reportlab.platypus import Flowable

from builder.model import Entry
from builder.paper.boxes import Box, Inset
from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.grid import Grid, GridLook
from builder.paper.sheet import POINTS
from builder.paper.spaced import Spaced
from builder.paper.targets import Targets, targets
from builder.source.apart import apart
from builder.source.inline import Rich

# For a pen a box is at least 8.5 mm high (checklist row 61 asks for 8) and 13 mm wide.
HIGH, WIDE = 8.5 * POINTS, 13.0 * POINTS
NEAR = 1.5  # points between the words to be ringed and the sides of their cell
LABEL = 0.24  # the least share of the room for the names of the rows
ROW, COLUMN = ((("Table", f"/Scope/{scope}"),) for scope in ("Row", "Column"))


class Cell(Box):
    """A box at least `least` points high; a `silent` one was heard before, and is seen again."""

    least = 0.0
    silent = False

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        super().wrap(width, height)
        self.height = max(self.height, self.least)
        return self.width, self.height

    def _part(self, contents: list[Flowable], *, first: bool) -> Self:
        part = super()._part(contents, first=first)
        part.silent = self.silent
        return part

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self.silent:
            with canvas.artifact():
                super().drawOn(canvas, x, y)
        else:
            super().drawOn(canvas, x, y)


class AtEnd(Spaced):
    """A short text at the end of its line, such as a unit: what it is of is written before it."""

    def __init__(self, flow: Flow, *, rtl: bool) -> None:
        super().__init__()
        self.flow, self.rtl = flow, rtl

    def longest_word(self) -> float:
        return self.flow.longest_word()

    def widest_letter(self) -> float:
        return self.flow.widest_letter()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        own = min(width, self.flow.natural_width() + 0.1)
        self.width, self.height = width, self.flow.wrap(own, height)[1]
        return width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        self.flow.drawOn(canvas, x if self.rtl else x + self.width - self.flow.width, y)


class _Table:
    """The one element of a diary's table, and the cells below it."""

    def __init__(self, table: Composer, rows: Sequence[Entry]) -> None:
        self.rows = rows
        self.inset = Inset(*(table.points(v) for v in (4, 4, 4, 5)))
        self.near = Inset(3, NEAR, 3, NEAR)
        self.head = table.add("THead").add("TR")
        self.head.add("TD", keep=True)
        body = table.add("TBody")
        self.lines = [body.add("TR") for _ in rows]
        self.names = [line.add("TH", keep=True, attributes=ROW) for line in self.lines]

    def labels(self, *, silent: bool = False) -> list[Cell]:
        """What each row is for."""
        cells = []
        for place, row in zip(self.names, self.rows, strict=True):
            contents = [place.text(row.label, "table", strong=True)]
            if row.hint:
                contents.append(place.text(row.hint, "table", colour="muted"))
            cell = Cell(contents, inset=self.inset)
            cell.silent = silent
            cells.append(cell)
        return cells

    def day(self, name: Rich) -> list[Cell]:
        """The header of a day's column, and its boxes."""
        place = self.head.add("TH", keep=True, attributes=COLUMN)
        colour = str(place.style("table_head").colour)
        flow = place.text(name, "table_head", role=None, strong=True, colour=colour)
        cells = [Cell([flow], inset=self.inset)]
        for line, row in zip(self.lines, self.rows, strict=True):
            place = line.add("TD", keep=True)
            flows = [_to_ring(place, row.circle)] if row.circle else []
            inset = self.near if flows and isinstance(flows[0], Targets) else self.inset
            cell = Cell(flows, inset=inset, once=[_tick(place)] if row.tick else [])
            cell.least = HIGH * row.lines
            cells.append(cell)
        return cells

    def blank(self) -> list[Cell]:
        return [Cell([]) for _ in range(len(self.rows) + 1)]


def day_tables(table: Composer, names: Sequence[Rich], rows: Sequence[Entry]) -> Iterator[Grid]:
    """One table with all days, or several with some each, all of the one element.

    What the rows are for is heard once, whichever table it is seen in.
    """
    made = _Table(table, rows)
    labels = made.labels()
    days = [made.day(name) for name in names]
    cells = [cell for day in days for cell in day]
    longest = _most(labels, "longest_word"), _most(cells, "longest_word")
    first = max(table.width * LABEL, longest[0])
    each = max(table.points(WIDE), longest[1])
    ringed = [c.contents[0] for c in cells if c.contents and isinstance(c.contents[0], Targets)]
    abreast = max((each.natural_width() for each in ringed), default=0.0) + 2 * NEAR + 1
    if ringed and longest[0] + abreast * len(days) <= table.width:
        first, each = min(first, table.width - abreast * len(days)), max(each, abreast)
    per = max(1, min(len(days), int((table.width - first + 0.01) // each)))
    per = -(-len(days) // -(-len(days) // per))  # as many in the last table as in the others
    look = GridLook(
        (first, *([max(each, (table.width - first) / per)] * per)),
        (longest[0], *([longest[1]] * per)),
        table.ground("table_head"),
        table.colour("line"),
        table.colour("surface"),
        lambda: [longest[0], *([longest[1]] * per)],
        lambda: [_most(labels, "widest_letter"), *([_most(cells, "widest_letter")] * per)],
        columns=True,
        header_line=table.colour("primary") if table.on_paper("table_head") else None,
    )
    for start in range(0, len(days), per):
        part = days[start : start + per]
        part += [made.blank() for _ in range(per - len(part))]
        columns = [[Cell([]), *(made.labels(silent=True) if start else labels)], *part]
        header, *body = (list(row) for row in zip(*columns, strict=True))
        grid = Grid(header, body, look, table.page_height, rtl=table.rtl)
        grid.before = table.points(10) if start else 0
        yield grid


def _most(cells: Sequence[Cell], measure: Literal["longest_word", "widest_letter"]) -> float:
    """How wide cells must be for the widest word, or letter, in any of them, in points."""
    return max(
        max((getattr(flow, measure)() for flow in cell.contents), default=0.0)
        + cell.inset.left
        + cell.inset.right
        + 1
        for cell in cells
    )


def _to_ring(place: Composer, rich: Rich) -> Flow | AtEnd | Targets:
    """Words of which one is ringed, or the one that stands after what is written."""
    if len(apart(rich)) == 1:
        flow = place.text(rich, "table", role=None)
        return flow if flow.paragraph.slot else AtEnd(flow, rtl=place.rtl)
    return targets(place, rich, "table", "box", middle=True)


def _tick(page: Composer) -> Any:
    """A square to tick in the middle of the box."""
    colour, side = page.colour("primary"), page.setting("body").size

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        left, low = x + (width - side) / 2, y + (height - side) / 2
        canvas.paint(f"{colour} RG 1.2 w {left:.2f} {low:.2f} {side:.2f} {side:.2f} re S")

    return paint
