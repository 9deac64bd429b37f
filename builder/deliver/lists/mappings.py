"""A list in YAML: a list of people, each with keys and values as a table has columns and cells.

It is read as sources are: no alias, tag or guess of a type. What the reader says of a text
is put in words that do not repeat it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.deliver.lists.cell import Cell, Faults, Row, in_row
from builder.deliver.lists.columns import Columns
from builder.diagnostics import Sink
from builder.place import Fields, Items, Span, Text
from builder.project import MAX_SOURCE
from builder.source.decode import SAVE, Unreadable
from builder.source.tree import MAX_NODES, tree

# A list of mappings begins so, and no header of a table does. Nothing is tried twice: no sign can
# be matched by two parts of a line, and what was matched is not given back.
BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t\r\f\v]*+(?:#[^\n]*+)?\n)*+(?:---\s|-\s|\[)")
PEOPLE = "write a list of people, each beginning with '- address: '"
TELLS = {
    "not-utf-8": "the file is not UTF-8",
    "too-long": f"a file in YAML has at most {MAX_SOURCE >> 20} MiB and {MAX_NODES:,} values",
    "too-deep": "it is nested too deep",
    "alias": "YAML's anchors and aliases are not read",
    "tag": "YAML's tags are not read",
    "duplicate-key": "a key is given twice",
    "control-character": "a character here cannot be printed",
    "cut-text": "what follows '#' is cut off here",
    "empty-file": "the file is empty",
}
HINTS = {
    "too-long": "give a longer list as a table of comma-separated values",
    "not-utf-8": SAVE,
    "empty-file": "write a line for each thing that is known",
    "cut-text": "put the whole text in quotes",
}


def mappings(data: bytes, path: str, columns: Columns, faults: Faults) -> Iterator[Row]:
    """The people of a list; the third of them is row 3. Raises Unreadable."""
    value, sound = _value(data, path, faults)
    if not isinstance(value, Items):
        raise Unreadable(value.span, "wrong-kind", "this is no list of people", PEOPLE)
    for number, person in enumerate(value, 1):
        if isinstance(person, Fields):
            before = faults.count
            cells = dict(_cells(person, number, columns, faults))
            yield Row(number, person.span, cells, not sound or faults.count != before)
        else:
            message = f"row {number} is no person with keys and values"
            faults.tell(person.span, "wrong-kind", message, PEOPLE)


def mapping(data: bytes, path: str, columns: Columns, faults: Faults) -> Row:
    """What a file says of one person, as the only row there is. Raises Unreadable.

    A list of texts is one text, with commas between them.
    """
    value, sound = _value(data, path, faults)
    if not isinstance(value, Fields):
        hint = f"write a line for each that is known: {', '.join(columns.allowed.fields)}"
        raise Unreadable(value.span, "wrong-kind", "these are no keys with values", hint)
    before = faults.count
    for key, listed in value.items():
        if isinstance(listed, Items) and all(isinstance(each, Text) for each in listed):
            value[key] = Text(", ".join(map(str, listed)), listed.span)
    cells = dict(_cells(value, 0, columns, faults))
    return Row(0, value.span, cells, not sound or faults.count != before)


def _value(data: bytes, path: str, faults: Faults) -> tuple[Any, bool]:
    """What the file holds, and whether all of it could be read; what could not is told.

    Raises Unreadable, in words that do not repeat the file, where there is nothing to go on with.
    """
    own, end = Sink(), None
    try:
        value = tree(path, data, own)
    except Unreadable as problem:
        end = Unreadable(problem.span, problem.code, *_words(problem.code))
    for each in own.sorted():
        faults.tell(each.span, each.code, *_words(each.code))
    if end is not None:
        raise end
    return value, not own.failed


def _words(code: str) -> tuple[str, str]:
    """What is said of a problem, and its hint."""
    return TELLS.get(code, "this cannot be read as YAML"), HINTS.get(code, "put texts in quotes")


def _cells(
    person: Fields, row: int, columns: Columns, faults: Faults
) -> Iterator[tuple[str, Cell]]:
    seen: set[str] = set()
    for key, value in person.items():
        name = columns.name(key)
        if not name:
            columns.unknown(key.span, key, f"{in_row(row)}a key")
        elif name in seen:
            faults.tell(key.span, "duplicate-column", f"{in_row(row)}there is a second '{name}'")
        elif not isinstance(value, Text):
            _no_text(value, f"{in_row(row)}'{name}' is not one text", faults)
        else:
            seen.add(name)
            yield name, Cell(str(value), value.span)


def _no_text(value: Any, message: str, faults: Faults) -> None:
    at: Span = value.span
    faults.tell(at, "wrong-kind", message, "put a text with ': ' or brackets in quotes")
