"""Tables as the block `table` has them: every row whole, and a name for every column or row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.bring.brought import Cell, Heading, Table
from builder.bring.stretch import Words, plain, seen, unmarked

Row = tuple[Words, ...]


@dataclass(frozen=True)
class Grid:
    """A table as rows of texts: its columns' names, if it has any, and whether rows have names.

    `guessed` says that the file did not tell which cells are names.
    """

    columns: Row
    rows: tuple[Row, ...]
    row_headers: bool
    guessed: bool
    merged: bool


def grid_of(table: Table) -> Grid | None:
    """The table as rows; None where neither its columns nor its rows have names for all."""
    cells = [*_whole_rows(table)]
    merged = any(cell.across > 1 or cell.down > 1 for row in table.rows for cell in row)
    rows = [tuple(cell.words if cell else () for cell in row) for row in cells]
    width = max(map(len, rows))
    rows = [(*row, *((),) * (width - len(row))) for row in rows]
    head = all(cell is None or cell.header for cell in cells[0]) and any(cells[0])
    side = all(row[0] is None or row[0].header for row in cells[head:]) and bool(cells[head:])
    named = head or side
    if width < 2:
        return None
    if len(rows) > 1 and (head or not side) and _names(rows[0], corner=True):
        row_headers = side or not _text(rows[0][0])
        names = tuple(map(unmarked, rows[0]))
        return Grid(names, _named(rows[1:], row_headers), row_headers, not named, merged)
    if all(_text(row[0]) for row in rows):
        return Grid((), _named(rows, True), True, not side, merged)
    return None


def laid_out(table: Table) -> bool:
    """Whether it is no table of data: it sets pieces of text side by side."""
    cells = [cell for row in table.rows for cell in row]
    return (
        len(cells) < 2
        or max(map(len, table.rows)) < 2
        or any(isinstance(piece, Heading | Table) for cell in cells for piece in cell.pieces)
    )


def _whole_rows(table: Table) -> Iterator[list[Cell | None]]:
    """The rows with a place for each column: None where a merged cell from above or before is."""
    below: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(table.rows):
        made: list[Cell | None] = []
        for cell in row:
            while below.pop((number, len(made)), False):
                made.append(None)
            start = len(made)
            made += [cell, *(None,) * (cell.across - 1)]
            for down in range(1, min(cell.down, len(table.rows) - number)):
                below.update({(number + down, start + over): True for over in range(cell.across)})
        while below.pop((number, len(made)), False):
            made.append(None)
        yield made


def _named(rows: Sequence[Row], row_headers: bool) -> tuple[Row, ...]:
    """The rows; a name stands out by itself, so that none has to be strong."""
    return tuple((unmarked(row[0]), *row[1:]) if row_headers else row for row in rows)


def _text(words: Words) -> bool:
    return seen(plain(words))


def _names(row: Row, *, corner: bool) -> bool:
    """Whether all columns have names; the corner may be empty."""
    return all(_text(words) for words in (row[1:] if corner else row))
