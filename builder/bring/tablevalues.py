"""Tables as the block `table` has them: every row whole, and a name for every column or row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.bring.brought import Cell, Heading, Paragraph, Piece, Table
from builder.bring.stretch import Words, plain, seen, unmarked

Row = tuple[Words, ...]
NOTHING = Cell(())
WIDEST, FARTHEST = 30, 100  # columns and rows over which a cell of ours reaches


@dataclass(frozen=True)
class Grid:
    """A table as rows of cells: its columns' names, if it has any, and whether rows have names.

    `guessed` says that the file did not tell which cells are names, `parted` that its merged cells
    fit together in no table of ours.
    """

    columns: Row
    rows: tuple[tuple[Cell, ...], ...]
    row_headers: bool
    guessed: bool
    parted: bool


def grid_of(table: Table) -> Grid | None:
    """The table as rows; None where neither its columns nor its rows have names for all."""
    merged = any(cell.across > 1 or cell.down > 1 for row in table.rows for cell in row)
    whole = _whole_rows(table)
    parted = merged and whole is None
    rows = _parted_rows(table) if whole is None else whole
    if max(map(len, rows)) < 2:
        return None
    head = all(cell is None or cell.header for cell in rows[0]) and any(rows[0])
    side = all(row[0] is None or row[0].header for row in rows[head:]) and bool(rows[head:])
    guessed = not (head or side)
    if len(rows) > 1 and (head or not side) and _are_names(rows[0]):
        row_headers = side or not _text(rows[0][0])
        names = tuple(unmarked(cell.words) if cell else () for cell in rows[0])
        return Grid(names, _named(rows[1:], row_headers), row_headers, guessed, parted)
    if all(row[0] is None or _text(row[0]) for row in rows):
        return Grid((), _named(rows, True), True, not side, parted)
    return None


def laid_out(table: Table) -> bool:
    """Whether it is no table of data: it sets pieces of text side by side."""
    cells = [cell for row in table.rows for cell in row]
    return (
        len(cells) < 2
        or max(map(len, table.rows)) < 2
        or any(isinstance(piece, Heading | Table) for cell in cells for piece in cell.pieces)
    )


Places = list[list[Cell | None]]  # None where a merged cell from above or before is


def _whole_rows(table: Table) -> Places | None:
    """The rows with a place for each column; None where merged cells do not fit together."""
    taken: dict[tuple[int, int], Cell | None] = {}
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            down, across = min(cell.down, len(table.rows) - number), min(cell.across, WIDEST)
            area = [(number + y, column + x) for y in range(down) for x in range(across)]
            if taken.keys() & set(area):
                return None
            taken.update(dict.fromkeys(area))
            taken[number, column] = replace(cell, down=down, across=across)
    width = max(column for _, column in taken) + 1
    rows = [
        [taken.get((number, column), NOTHING) for column in range(width)]
        for number in range(len(table.rows))
    ]
    far = any(cell.down > FARTHEST for cell in taken.values() if cell)
    return None if far or not all(map(any, rows)) else rows


def _parted_rows(table: Table) -> Places:
    """The rows with each cell in one place alone."""
    width = max(map(len, table.rows))
    return [
        [*(replace(cell, across=1, down=1) for cell in row), *[NOTHING] * (width - len(row))]
        for row in table.rows
    ]


def _named(rows: Places, row_headers: bool) -> tuple[tuple[Cell, ...], ...]:
    """The cells of each row; a name stands out by itself, so that none has to be strong."""
    return tuple(
        tuple(
            replace(cell, pieces=tuple(map(_unmarked, cell.pieces)))
            if row_headers and column == 0 else cell
            for column, cell in enumerate(row) if cell is not None
        )
        for row in rows
    )  # fmt: skip


def _unmarked(piece: Piece) -> Piece:
    return replace(piece, words=unmarked(piece.words)) if isinstance(piece, Paragraph) else piece


def _text(cell: Cell | None) -> bool:
    return cell is not None and seen(plain(cell.words))


def _are_names(row: list[Cell | None]) -> bool:
    """Whether all columns have names of their own; the corner may be empty."""
    return all(map(_text, row[1:])) and all(
        cell is not None and cell.across == cell.down == 1 for cell in row
    )
