"""The table flowable: rows of cells that line up, a header that repeats, rules between rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self

from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import LayoutError

from builder.paper.boxes import Box
from builder.paper.parting import FEW, LINES, At, Cut, between_rows
from builder.paper.spaced import Spaced

HEADER_LINE = 1.5  # points, of the rules above and below a header without a ground

Row = Sequence[Box]

GROWTH = 0.8  # of its height: what a table to write in may grow to fill its page


@dataclass(frozen=True)
class GridLook:
    """Widths as shares of the room, none below its `least` (points); colours as for `rg`.

    `narrow` tells how wide a column must be so that words break only at soft
    hyphens and addresses only after a sign, `letters` how wide for its widest
    letter, in points.
    """

    shares: tuple[float, ...]
    least: tuple[float, ...]
    header_ground: str
    line: str
    first_ground: str | None = None
    narrow: Callable[[], Sequence[float]] = tuple
    letters: Callable[[], Sequence[float]] = tuple
    rule: float = 0.8
    columns: bool = False  # whether there are rules between the columns, too
    header_line: str | None = None  # of the rules above and below a header that has no ground


class Spanning(Box):
    """A cell with its first column, from 0, and how many columns and rows it stands in."""

    column, across, down = 0, 1, 1

    def _part(self, contents: list[Flowable], *, first: bool) -> Self:
        made = super()._part(contents, first=first)
        made.column, made.across, made.down = self.column, self.across, self.down
        return made

    def emptied(self) -> Self:
        """The same place with nothing in it."""
        return self._part([], first=False)


def _places(row: Row) -> Iterator[tuple[Box, slice]]:
    """The cells of a row, each with the columns it stands in."""
    for number, cell in enumerate(row):
        if isinstance(cell, Spanning):
            yield cell, slice(cell.column, cell.column + cell.across)
        else:
            yield cell, slice(number, number + 1)


def _widths(width: float, look: GridLook) -> list[float]:
    """Column widths in points: by share, but a column's longest word is not broken if it can be."""
    total = sum(look.shares)
    widths = [width * share / total for share in look.shares]
    if sum(look.least) >= width:
        return _narrow(width, look)
    while short := [i for i, w in enumerate(widths) if w < look.least[i] - 0.01]:
        fixed = {i for i, w in enumerate(widths) if w <= look.least[i] or i in short}
        room = width - sum(look.least[i] for i in fixed)
        rest = sum(look.shares[i] for i in range(len(widths)) if i not in fixed)
        widths = [
            look.least[i] if i in fixed else room * look.shares[i] / rest
            for i in range(len(widths))
        ]
    return widths


def _narrow(width: float, look: GridLook) -> list[float]:
    """Words must be broken, but not in a column that could hold its own.

    Raises LayoutError when not even the letters have room.
    """
    floors = look.narrow()
    if sum(floors) > width:
        floors = [min(pair) for pair in zip(look.letters(), look.least, strict=True)]
    if sum(floors) > width:
        raise LayoutError("the columns of a table are narrower than its letters")
    low, high = 0.0, width
    while high - low > 0.001:  # as wide as the rest, where they want to be wider
        level = (low + high) / 2
        wide = sum(max(f, min(least, level)) for f, least in zip(floors, look.least, strict=True))
        low, high = (low, level) if wide > width else (level, high)
    return [max(f, min(least, low)) for f, least in zip(floors, look.least, strict=True)]


def _last(cuts: Sequence[Cut], level: float, cell: Box) -> Cut | None:
    """The last cut of a cell above a level; one that ends above it stays whole (no way)."""
    if cell.height <= level:
        return Cut(cell.height, cell.inset.top + cell.inset.bottom, 0, ())
    return max((cut for cut in cuts if cut.above <= level), default=None)


class Grid(Spaced):
    """A table. A row is not split unless it is taller than `page_height`, most of a page."""

    def __init__(
        self,
        header: Row | None,
        rows: Sequence[Row],
        look: GridLook,
        page_height: float,
        *,
        again: bool = False,
        rtl: bool = False,
    ) -> None:
        super().__init__()
        self.header, self.rows, self.look = header, list(rows), look
        self.page_height, self.again, self.rtl = page_height, again, rtl
        self._wrapped = -1.0
        self.taller = 0.0  # points: by so much each row is higher than its cells
        self._joined = _joined(self.rows)
        self._ends: Sequence[At] = ()  # the ways at which the cells of its last row were cut

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._wrapped != width:
            self._wrapped = width
            self._widths = _widths(width, self.look)
            self._header_height = self._fit(self.header) if self.header else 0.0
            self._heights = [self._fit(row) + self.taller for row in self.rows]
            self._make_room()
            self.width, self.height = width, self._header_height + sum(self._heights)
        return self.width, self.height

    def grows(self) -> float:
        """Boxes for a pen, which have rules between the columns, may be higher."""
        return GROWTH * sum(self._heights) if self.look.columns else 0.0

    def grow(self, share: float) -> None:
        if self.rows:
            self.taller = self.grows() * share / len(self.rows)
            self._wrapped = -1.0

    def fits(self, width: float) -> bool:
        """Whether the columns have room for their words."""
        return sum(self.look.narrow()) <= width

    def _fit(self, row: Row) -> float:
        """How high a row is, in points, for those of its cells that end in it."""
        heights = [(cell.wrap(sum(self._widths[over]), 0)[1], cell) for cell, over in _places(row)]
        return float(max((high for high, cell in heights if _down(cell) == 1), default=0.0))

    def _make_room(self) -> None:
        """Makes the last of the rows over which a cell reaches high enough for all of it."""
        for number, row in enumerate(self.rows):
            for cell in (cell for cell in row if _down(cell) > 1):
                last = number + _down(cell)
                self._heights[last - 1] += max(
                    0.0, cell.height + self.taller - sum(self._heights[number:last])
                )

    def cuts(self) -> Iterator[Cut]:
        """Between rows, under a header that is repeated; and in rows that are most of a page."""
        head, count, foot = self._header_height, len(self.rows), self._header_height
        for number, height in enumerate(self._heights):
            rest = self.height - foot - height
            if head + height > self.page_height and not {number - 1, number} & self._joined:
                for above, below, kinds, ways in self._in_row(number):
                    yield Cut(foot + above, head + below + rest, kinds, (number, ways))
            foot += height
            if number + 1 < count and number not in self._joined:
                yield Cut(foot, head + rest, between_rows(count, number + 1), (number,))

    def _in_row(self, number: int) -> Iterator[Cut]:
        """The cuts of a row, at each level where one of its cells can be cut.

        Each cell is cut where it can be, not below that level; `at` is the way in each, none in
        those that end above it. What is between two cuts of a row is never higher than they say.
        """
        row, height = self.rows[number], self._heights[number]
        cells = [list(cell.cuts()) for cell in row]
        kinds = LINES | (FEW if len(self.rows) > 1 else 0)
        for level in sorted({cut.above for cuts in cells for cut in cuts}):
            found = [_last(cuts, level, cell) for cuts, cell in zip(cells, row, strict=True)]
            fitting = [cut for cut in found if cut]
            if len(fitting) == len(row):
                below = max(
                    # As if it were as high as the row, for the next cut counts from the row's foot.
                    cut.below + (height - cell.natural if cut.at else 0.0)
                    for cut, cell in zip(fitting, row, strict=True)
                )
                yield Cut(level, below, kinds, tuple(cut.at for cut in fitting))

    def _parts(self, at: At) -> tuple[Grid, Grid]:
        number, *ways = at
        above, below = list(self.rows[: number + 1]), list(self.rows[number + 1 :])
        if ways:
            ends = self._ends if not below and self._ends else [()] * len(ways[0])
            halves = [
                (cell, _emptied(cell)) if way in ((), end) else cell.parted(way)
                for cell, way, end in zip(above[-1], ways[0], ends, strict=True)
            ]
            above[-1] = [upper for upper, _ in halves]
            below.insert(0, [lower for _, lower in halves])
        parts = self._part(above, again=self.again), self._part(below, again=True)
        parts[0]._ends = ways[0] if ways else ()
        return parts

    def _part(self, rows: Sequence[Row], *, again: bool) -> Grid:
        return Grid(self.header, rows, self.look, self.page_height, again=again, rtl=self.rtl)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        top = y + self.height
        self._paint(canvas, x, y)
        if self.header:
            if self.again:  # heard once; seen on every page
                with canvas.artifact():
                    self._row(canvas, self.header, x, top, self._header_height)
            else:
                self._row(canvas, self.header, x, top, self._header_height)
            top -= self._header_height
        for row, height in zip(self.rows, self._heights, strict=True):
            self._row(canvas, row, x, top - self.taller / 2, height)
            top -= height

    def _row(self, canvas: Any, row: Row, x: float, top: float, height: float) -> None:
        for cell, over in _places(row):
            before, width = sum(self._widths[: over.start]), sum(self._widths[over])
            left = x + self.width - before - width if self.rtl else x + before
            cell.drawOn(canvas, left, top - cell.height)

    def _paint(self, canvas: Any, x: float, y: float) -> None:
        """Grounds and rules: a filled header, a line under every row."""
        top, look, code = y + self.height, self.look, []
        if self.header:
            height = self._header_height
            box = f"{x:.2f} {top - height:.2f} {self.width:.2f} {height:.2f}"
            code.append(f"{look.header_ground} rg {box} re f")
        level = top - self._header_height
        if look.first_ground:
            first = self._widths[0]
            left = x + self.width - first if self.rtl else x
            box = f"{left:.2f} {y:.2f} {first:.2f} {level - y:.2f}"
            code.append(f"{look.first_ground} rg {box} re f")
        code.append(f"{look.line} RG {look.rule:g} w")
        for number, height in enumerate(self._heights):
            level -= height
            for start, end in self._edges(x, number):
                code.append(f"{start:.2f} {level:.2f} m {end:.2f} {level:.2f} l S")
        for column in range(1, len(self._widths)) if look.columns else ():
            before = sum(self._widths[:column])
            edge = x + self.width - before if self.rtl else x + before
            for high, low in self._between(column):
                code.append(f"{edge:.2f} {y + low:.2f} m {edge:.2f} {y + high:.2f} l S")
        if self.header and look.header_line:
            code.append(f"{look.header_line} RG {HEADER_LINE:g} w")
            levels = top, top - self._header_height
            code += [f"{x:.2f} {v:.2f} m {x + self.width:.2f} {v:.2f} l S" for v in levels]
        canvas.paint("\n".join(code))

    def _edges(self, x: float, number: int) -> Iterator[tuple[float, float]]:
        """Where the rule below a row begins and ends: not within a cell that reaches further."""
        crossed = [
            over
            for row, cells in enumerate(self.rows[: number + 1])
            for cell, over in _places(cells)
            if row <= number < row + _down(cell) - 1
        ]
        free = [
            column
            for column in range(len(self._widths))
            if not any(over.start <= column < over.stop for over in crossed)
        ]
        for columns in _runs(free):
            start = sum(self._widths[: columns[0]])
            end = sum(self._widths[: columns[-1] + 1])
            if self.rtl:
                start, end = self.width - end, self.width - start
            yield x + start, x + end

    def _between(self, column: int) -> Iterator[tuple[float, float]]:
        """From where to where a rule stands before a column, in points above the foot.

        Not within a cell that stands on both sides of it.
        """
        within = {
            row + more
            for row, cells in enumerate(self.rows)
            for cell, over in _places(cells)
            if over.start < column < over.stop
            for more in range(_down(cell))
        }
        high = self.height - self._header_height
        foots = [high - sum(self._heights[: row + 1]) for row in range(len(self.rows))]
        free = [row for row in range(len(self.rows)) if row not in within]
        for rows in _runs(free):
            last = rows[-1] + 1 == len(self.rows)
            yield high if rows[0] == 0 else foots[rows[0] - 1], 0.0 if last else foots[rows[-1]]


def _down(cell: Box) -> int:
    return cell.down if isinstance(cell, Spanning) else 1


def with_those_above(rows: Sequence[Row]) -> Iterator[list[tuple[Box, slice, bool]]]:
    """The cells of each row with their columns, and those above that reach into it (True)."""
    reaching: list[tuple[Box, slice, int]] = []
    for number, row in enumerate(rows):
        reaching = [each for each in reaching if each[2] > number]
        above = [(cell, over, True) for cell, over, _ in reaching]
        own = [(cell, over, False) for cell, over in _places(row)]
        yield sorted([*above, *own], key=lambda each: each[1].start)
        reaching += [(c, over, number + _down(c)) for c, over in _places(row) if _down(c) > 1]


def _emptied(cell: Box) -> Box:
    return cell.emptied() if isinstance(cell, Spanning) else Box([], inset=cell.inset)


def _joined(rows: Sequence[Row]) -> frozenset[int]:
    """The rows after which no page ends, for a cell reaches over the edge."""
    return frozenset(
        number + more
        for number, row in enumerate(rows)
        for cell in row
        for more in range(_down(cell) - 1)
    )


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers that follow on each other, together."""
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        yield [number for _, number in group]
