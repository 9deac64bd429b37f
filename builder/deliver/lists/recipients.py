"""Reads a list of recipients: a table of comma-separated values, or YAML, from a file or a pipe.

All of it is looked at before anybody gets anything, and all that is wrong with it told at once,
by row and column: what stands there is never repeated, for it is about people. Whatever the file
is, it takes no more memory than a list of the most rows there may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from builder.deliver.lists.cell import Faults, Row
from builder.deliver.lists.columns import Allowed, Columns
from builder.deliver.lists.delimited import delimited
from builder.deliver.lists.intake import CHUNK, lines
from builder.deliver.lists.mappings import BEGINS, mappings
from builder.deliver.lists.person import People
from builder.deliver.lists.recipient import Recipient
from builder.diagnostics import Sink
from builder.place import Span
from builder.project import MAX_SOURCE
from builder.source.decode import Unreadable

MOST_ROWS = 100_000
TABLES, YAML = (".csv", ".tsv", ".txt"), (".yaml", ".yml")


def recipients(source: BinaryIO, shown_as: str, allowed: Allowed, sink: Sink) -> list[Recipient]:
    """The people of a list, `shown_as` a file or '-'. Those of rows with faults are not among them.

    What is wrong is in `sink`: then nobody may get anything. Raises OSError.
    """
    faults = Faults(sink)
    found: list[Recipient] = []
    people = People(allowed, faults)
    count = 0
    try:
        for row in _rows(source, shown_as, Columns(allowed, faults), faults):
            count += 1
            if count > MOST_ROWS:
                found.clear()
                message = f"the list has more than {MOST_ROWS:,} people"
                raise Unreadable(row.at, "too-long", message, "part it into several lists")
            if person := people.recipient(row):
                found.append(person)
    except Unreadable as end:
        faults.tell(end.span, end.code, end.message, end.hint)
    if not count and not faults.count:
        faults.tell(Span(shown_as), "empty-list", "there is nobody on the list")
    faults.close()
    return found


def _rows(source: BinaryIO, path: str, columns: Columns, faults: Faults) -> Iterator[Row]:
    """The rows, in the form that the name of the list or its beginning tells."""
    begun = _read(source, CHUNK)
    name = path.casefold()
    if name.endswith(YAML) or (not name.endswith(TABLES) and BEGINS.match(begun)):
        rest = _read(source, MAX_SOURCE + 1 - len(begun))
        return mappings(begun + rest, path, columns, faults)
    return delimited(lines(begun, source, path), path, columns, faults)


def _read(source: BinaryIO, most: int) -> bytes:
    """So many bytes, or all there are: a pipe gives them in pieces."""
    parts = []
    while most > 0 and (part := source.read(most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
