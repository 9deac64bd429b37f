"""A list as comma-separated values (RFC 4180), with whichever separator its spreadsheet wrote.

A cell stands in one line. One that goes on in the next is refused, for nothing that is
printed of a person has several lines, and a forgotten quotation mark would swallow people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.deliver.lists.cell import Cell, Faults, Row
from builder.deliver.lists.columns import Columns
from builder.deliver.lists.intake import MOST_LINE
from builder.place import Span
from builder.source.decode import Unreadable

SEPARATORS = ",;\t"
MOST_COLUMNS = 1000
SAYS = re.compile(r"sep=([,;\t])")  # a line before the header, by which a spreadsheet tells it
QUOTED = re.compile(r' *"(?:[^"]|"")*"')
MULTILINE = "a cell goes on in the next line"
CLOSE = "write it in one line, and close each quotation mark in it"
TWICE = "a quotation mark in such a cell is typed twice"

Lines = Iterator[tuple[int, str]]


@dataclass(frozen=True, repr=False, slots=True)
class _Record:
    """A line that holds something: its cells, as many as there may be at most.

    `more` says that it has others that are not empty, `torn` that a fault of it was told.
    """

    number: int
    cells: list[Cell]
    more: bool
    torn: bool


def delimited(lines: Lines, path: str, columns: Columns, faults: Faults) -> Iterator[Row]:
    """The people of a list. Raises Unreadable where it can be read no further."""
    rows = _records(lines, path, faults)
    header = next(rows, None)
    if header is None:
        raise Unreadable(Span(path), "empty-list", "the list is empty")
    if header.more:
        message = f"the first line names more than {MOST_COLUMNS:,} columns"
        raise Unreadable(header.cells[0].at, "too-long", message)
    names = columns.named(header.cells)
    for row in rows:
        if row.more or len(row.cells) < len(names):
            has = "more" if row.more else "fewer"
            message = f"row {row.number} has {has} than the {len(names)} cells of the first line"
            hint = "a cell that holds the separator stands in quotation marks"
            faults.tell(row.cells[0].at, "ragged-row", message, hint)
            continue
        held = {name: cell for name, cell in zip(names, row.cells, strict=False) if name}
        yield Row(row.number, row.cells[0].at, held, row.torn)


def _records(lines: Lines, path: str, faults: Faults) -> Iterator[_Record]:
    """The rows that hold something. The first is the header's: no other has more cells.

    What is too much in a row is not parted into cells, for it may be the whole of its line.
    Empty cells are not too much, as where a spreadsheet was wider once.
    """
    separator, number, most, width = "", 0, MOST_COLUMNS, 0
    for at, line in lines:
        number += 1
        if number == 1 and (says := SAYS.fullmatch(line.strip(" "))):
            separator = says[1]
            continue
        separator = separator or _separator(line)
        if line.count('"') % 2:
            _pass_over(line, lines, Span(path, at))
            faults.tell(Span(path, at), "many-lines", f"row {number}: {MULTILINE}", CLOSE)
            continue
        before = faults.count
        cells, rest = _cells(line, separator, most, Span(path, at), number, faults)
        more = bool(rest.replace(separator, "").replace('"', "").strip())
        filled = [place for place, cell in enumerate(cells, 1) if cell.text.strip()]
        if filled or more:
            yield _Record(number, cells, more, faults.count != before)
            most = min(most, width := width or max(filled, default=most))


def _pass_over(line: str, lines: Lines, at: Span) -> None:
    """Passes over the further lines of a row. Raises Unreadable for one that does not end."""
    size, odd = len(line), True
    while odd:
        _, more = next(lines, (0, None))
        size += len(more or "")
        if more is None or size > MOST_LINE:
            raise Unreadable(at, "open-quote", "a quotation mark is opened here and not closed")
        odd ^= bool(more.count('"') % 2)


def _separator(header: str) -> str:
    """The one that the header has most of, outside of quotation marks."""
    bare = QUOTED.sub("", header)
    return max(SEPARATORS, key=bare.count)


def _cells(
    line: str, separator: str, most: int, at: Span, row: int, faults: Faults
) -> tuple[list[Cell], str]:
    """The first cells of a line, and what follows. `"a ""word"" in it"` is `a "word" in it`."""
    if '"' not in line:
        starts, start = [], 1
        parts = line.split(separator, most)
        rest = parts.pop() if len(parts) > most else ""
        for part in parts:
            starts.append(start)
            start += len(part) + 1
        places = (at._replace(column=n) for n in starts)
        return [Cell(part, place) for part, place in zip(parts, places, strict=True)], rest
    found, start = list[Cell](), 0
    while start <= len(line) and len(found) < most:
        quoted = QUOTED.match(line, start)
        end = line.find(separator, quoted.end() if quoted else start)
        end = len(line) if end < 0 else end
        place = at._replace(column=start + 1)
        text = line[start:end]
        if quoted and line[quoted.end() : end].strip():
            message = f"row {row}: a quotation mark closes before the cell ends"
            faults.tell(place, "stray-quote", message, TWICE)
        elif quoted:
            text = quoted.group().lstrip(" ")[1:-1].replace('""', '"')
        found.append(Cell(text, place))
        start = end + 1
    return found, line[start:]
