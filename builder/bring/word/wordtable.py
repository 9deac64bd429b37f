"""Tables of a Word file (17.4): rows of cells, each merged cell once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from builder.bring.brought import Cell, Piece
from builder.bring.word.wordstyles import is_on, number

Inside = Callable[[Element], tuple[Piece, ...]]
WRAPPERS = ("w.sdt", "w.sdtContent", "w.customXml", "w.ins", "w.moveTo")


def rows_of(table: Element, inside: Inside) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table; `inside` reads what stands in a cell."""
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}  # for each column, the cell over it: row and place
    for row in _each(table, "w.tr"):
        made: list[Cell] = []
        column = 0
        header = is_on(row.find("w.trPr/w.tblHeader"))
        before = number(row.find("w.trPr/w.gridBefore"), 0)
        if before > 0:
            made.append(Cell((), before))
            column = before
        for cell in _each(row, "w.tc"):
            across = max(1, number(cell.find("w.tcPr/w.gridSpan"), 1))
            merge = cell.find("w.tcPr/w.vMerge")
            goes_on = merge is not None and merge.get("w.val", "continue") == "continue"
            if goes_on and column in above:
                at, place = above[column]
                rows[at][place] = _longer(rows[at][place], inside(cell))
            else:
                above[column] = (len(rows), len(made))
                made.append(Cell(inside(cell), across, 1, header))
            column += across
        rows.append(made)
    return tuple(tuple(row) for row in rows if row)


def _longer(cell: Cell, more: tuple[Piece, ...]) -> Cell:
    """A merged cell over one more row, with words that a covered cell may have kept."""
    return replace(cell, down=cell.down + 1, pieces=(*cell.pieces, *more))


def _each(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, whatever was put round them."""
    for kid in parent:
        if kid.tag == tag:
            yield kid
        elif kid.tag in WRAPPERS:
            yield from _each(kid, tag)
