"""A list as comma-separated values (RFC 4180), with whichever separator its spreadsheet wrote.

A cell stands in one line. One that goes on in the next is refused, for nothing that is
printed of a person has several lines, and a forgotten quotation mark would swallow people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.deliver.lists.cell import Cell, Faults, Row
from builder.deliver.lists.columns import Columns
from builder.deliver.lists.intake import MOST_LINE
from builder.place import Span
from builder.source.decode import Unreadable

SEPARATORS = ",;\t"
SAYS = re.compile(r"sep=([,;\t])")  # a line before the header, by which a spreadsheet tells it
QUOTED = re.compile(r' *"(?:[^"]|"")*"')
MULTILINE = "a cell goes on in the next line"
CLOSE = "write it in one line, and close each quotation mark in it"
TWICE = "a quotation mark in such a cell is typed twice"

Lines = Iterator[tuple[int, str]]


def delimited(lines: Lines, path: str, columns: Columns, faults: Faults) -> Iterator[Row]:
    """The people of a list. Raises Unreadable where it can be read no further."""
    rows = _records(lines, path, faults)
    for _, header, _ in rows:
        names = columns.named(header)
        break
    else:
        raise Unreadable(Span(path), "empty-list", "the list is empty")
    for number, cells, torn in rows:
        at = cells[0].at
        if len(cells) != len(names) and not _padded(cells, len(names)):
            message = f"row {number} has {len(cells)} cells, but the first line names {len(names)}"
            hint = "a cell that holds the separator stands in quotation marks"
            faults.tell(at, "ragged-row", message, hint)
            continue
        held = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        yield Row(number, at, held, torn)


def _padded(cells: list[Cell], count: int) -> bool:
    """Whether all that is too much is empty, as where a spreadsheet was wider once."""
    return len(cells) > count and not any(cell.text.strip() for cell in cells[count:])


def _records(lines: Lines, path: str, faults: Faults) -> Iterator[tuple[int, list[Cell], bool]]:
    """The rows that hold something: number, cells, and whether a fault of theirs was told.

    The first is the header's.
    """
    separator, number = "", 0
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
        cells = _cells(line, separator, Span(path, at), number, faults)
        if any(cell.text.strip() for cell in cells):
            yield number, cells, faults.count != before


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


def _cells(line: str, separator: str, at: Span, row: int, faults: Faults) -> list[Cell]:
    """The cells of a line. `"a ""word"" in it"` is `a "word" in it`."""
    if '"' not in line:
        starts, start = [], 1
        parts = line.split(separator)
        for part in parts:
            starts.append(start)
            start += len(part) + 1
        return [Cell(part, at._replace(column=n)) for part, n in zip(parts, starts, strict=True)]
    found, start = [], 0
    while start <= len(line):
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
    return found
