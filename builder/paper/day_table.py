"""The table of a diary: boxes for a pen, a column for each day; many days stand in two tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Self

from reportlab.platypus import Flowable

from builder.model import Entry
from builder.paper.boxes import Box, Inset
from builder.paper.compose import Composer
from builder.paper.grid import Grid, GridLook
from builder.paper.sheet import POINTS
from builder.source.inline import Rich

# For a pen a box is at least 9 mm high (checklist row 61 asks for 8) and 13 mm wide.
HIGH, WIDE = 9.0 * POINTS, 13.0 * POINTS
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


class _Table:
    """The one element of a diary's table, and the cells below it."""

    def __init__(self, table: Composer, rows: Sequence[Entry]) -> None:
        self.rows = rows
        self.inset = Inset(*(table.points(v) for v in (6, 4, 6, 5)))
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
        flow = place.text(name, "table_head", role=None, strong=True, colour="on-primary")
        cells = [Cell([flow], inset=self.inset)]
        for line, row in zip(self.lines, self.rows, strict=True):
            place = line.add("TD", keep=True)
            flows = [place.text(row.circle, "table", role=None)] if row.circle else []
            cell = Cell(flows, inset=self.inset, once=[_tick(place)] if row.tick else [])
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
    per = max(1, min(len(days), int((table.width - first) // each)))
    per = -(-len(days) // -(-len(days) // per))  # as many in the last table as in the others
    look = GridLook(
        (first, *([max(each, (table.width - first) / per)] * per)),
        (longest[0], *([longest[1]] * per)),
        table.colour("primary"),
        table.colour("line"),
        table.colour("surface"),
        lambda: [longest[0], *([longest[1]] * per)],
        lambda: [_most(labels, "widest_letter"), *([_most(cells, "widest_letter")] * per)],
        columns=True,
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


def _tick(page: Composer) -> Any:
    """A square to tick in the middle of the box."""
    colour, side = page.colour("primary"), page.setting("body").size

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        left, low = x + (width - side) / 2, y + (height - side) / 2
        canvas.paint(f"{colour} RG 1.2 w {left:.2f} {low:.2f} {side:.2f} {side:.2f} re S")

    return paint
