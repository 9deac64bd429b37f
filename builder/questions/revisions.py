"""Whether a PDF is whole: where each object of it lies, by its own cross-references alone.

Whoever saves a form appends a revision: objects, a table of where they are, and
the place of that table (ISO 32000-1, 7.5.6). Of a file that was cut short, the
revisions before are still there, with empty boxes in them, and readers open it
as if nothing was wrong. So the chain of tables is walked here, strictly, and a
file with anything that the chain does not explain is refused.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject, read_object

from builder.questions.unreadable import Unreadable, damaged

SPACE = re.compile(rb"[\0\t\n\f\r ]*")
END = re.compile(rb"startxref[\0\t\n\f\r ]+([0-9]{1,10})[\0\t\n\f\r ]+%%EOF")
LAST = re.compile(END.pattern + rb"[\0\t\n\f\r ]*\Z")
HEADER = re.compile(rb"[\0\t\n\f\r ]*([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,5})[\0\t\n\f\r ]+obj\b")
TABLE = re.compile(rb"[\0\t\n\f\r ]*xref[\0\t\n\f\r ]+")
PART = re.compile(rb"([0-9]{1,10}) ([0-9]{1,10})[\t\r\n ]+")
ROW = re.compile(rb"([0-9]{10}) ([0-9]{5}) ([nf])(?: ?\r\n| \r| \n|\n|\r)")
TRAILER = re.compile(rb"[\0\t\n\f\r ]*trailer[\0\t\n\f\r ]*")
LINEARIZED = re.compile(rb"/Linearized\b.*?/L\s+([0-9]+)", re.DOTALL)
TAIL = 2048  # bytes at the end in which the place of the last table is
MOST_OBJECTS = 500_000
MOST_REVISIONS = 1_000
MOST_DATA = 64 << 20  # bytes of one stream
FLUSHED = b"\x00\x00\xff\xff"  # how Acrobat ends what it compresses, without a checksum
FREE, PLAIN, PACKED = range(3)  # as a stream of cross-references numbers them


class Place(NamedTuple):
    """Where an object is: at an offset, with its generation; or in a stream, at an index."""

    kind: int
    first: int
    second: int


@dataclass
class Revisions:
    """The objects of a file, each where its newest revision says. Raises Unreadable."""

    data: bytes
    reader: PdfReader
    places: dict[int, Place] = field(default_factory=dict)
    visited: set[int] = field(default_factory=set)
    root: Any = None

    @classmethod
    def of(cls, data: bytes, reader: PdfReader) -> Revisions:
        found = cls(data, reader)
        found._walk(last_table(data))
        found._nothing_beside()
        found._every_object()
        found._tell(reader)
        return found

    def _walk(self, start: int) -> None:
        todo: int | None = start
        while todo is not None:
            todo = self._past_space(todo)
            if todo in self.visited or len(self.visited) > MOST_REVISIONS:
                raise damaged("its tables of objects lead in a circle")
            self.visited.add(todo)
            trailer, rows = self._section(todo)
            if "/Encrypt" in trailer:
                raise Unreadable(
                    "encrypted-file", "the file is encrypted, so its answers cannot be read",
                    "open it with its password, save it without, and give that file",
                )  # fmt: skip
            for number, place in rows.items():
                self.places.setdefault(number, place)
            if len(self.places) > MOST_OBJECTS:
                raise Unreadable("too-costly", f"the file has more than {MOST_OBJECTS} objects")
            if self.root is None and "/Root" in trailer:
                self.root = trailer.raw_get("/Root")
            todo = _number(trailer, "/Prev")

    def _section(self, offset: int) -> tuple[DictionaryObject, dict[int, Place]]:
        """A table and its trailer, or the stream that is both."""
        if (table := TABLE.match(self.data, offset)) is None:
            return self._stream(offset)
        rows, end = self._rows(table.end())
        found = TRAILER.match(self.data, end)
        if found is None:
            raise damaged("a table of its objects does not end as it must")
        trailer = self._read(found.end(), DictionaryObject)
        hybrid = _number(trailer, "/XRefStm")
        if hybrid is not None:  # what older readers are not shown is free in the table
            self.visited.add(self._past_space(hybrid))
            shown = {number: row for number, row in rows.items() if row.kind != FREE}
            rows |= self._stream(hybrid)[1] | shown
        return trailer, rows

    def _rows(self, position: int) -> tuple[dict[int, Place], int]:
        rows: dict[int, Place] = {}
        while (part := PART.match(self.data, position)) is not None:
            position = part.end()
            for number in range(int(part[1]), int(part[1]) + int(part[2])):
                row = ROW.match(self.data, position)
                if row is None or len(rows) > MOST_OBJECTS:
                    raise damaged("a table of its objects is not complete")
                kind = PLAIN if row[3] == b"n" else FREE
                rows.setdefault(number, _place(kind, int(row[1]), int(row[2])))
                position = row.end()
        return rows, position

    def _stream(self, offset: int) -> tuple[DictionaryObject, dict[int, Place]]:
        header = HEADER.match(self.data, offset)
        if header is None:
            raise damaged("there is no table of its objects where one must be")
        stream = self._read(header.end(), StreamObject)
        if stream.get("/Type") != "/XRef":
            raise damaged("there is no table of its objects where one must be")
        return stream, dict(islice(_entries(stream), MOST_OBJECTS + 1))

    def _read(self, offset: int, kind: type[Any]) -> Any:
        file = io.BytesIO(self.data)
        file.seek(self._past_space(offset))
        found = read_object(file, self.reader)
        if not isinstance(found, kind):
            raise damaged("a table of its objects has no dictionary")
        return found

    def _past_space(self, offset: int) -> int:
        """Files that are arranged for the web have room before a table."""
        found = SPACE.match(self.data, offset)
        return found.end() if found else offset

    def _nothing_beside(self) -> None:
        """Every revision whose end is in the file is one that was walked through."""
        ends = [(end.start(), int(end[1])) for end in END.finditer(self.data)]
        for _, start in ends:
            table = self._past_space(start)
            there = TABLE.match(self.data, table) or HEADER.match(self.data, table)
            if start and there and table not in self.visited:
                raise damaged("a part that somebody saved later is not reached")
        before, last = ends[-2][0] if len(ends) > 1 else 0, ends[-1][1]
        if last < before and not (len(ends) == 2 and _is_linearized(self.data)):
            raise damaged("what was saved last is not complete")

    def _every_object(self) -> None:
        for number, place in self.places.items():
            if place.kind == PLAIN:
                header = HEADER.match(self.data, place.first)
                if header is None or (int(header[1]), int(header[2])) != (number, place.second):
                    raise damaged("an object is not where its table says")

    def _tell(self, reader: PdfReader) -> None:
        """The reader looks for objects where they are, and nowhere else."""
        reader.xref = {}
        reader.xref_free_entry = {}
        reader.xref_objStm = {}
        reader.resolved_objects = {}
        for number, place in self.places.items():
            if place.kind == PLAIN:
                reader.xref.setdefault(place.second, {})[number] = place.first
            elif place.kind == PACKED:
                reader.xref_objStm[number] = (place.first, place.second)

    def has(self, number: int, generation: int) -> bool:
        place = self.places.get(number)
        if place is None or place.kind == FREE:
            return False
        return generation == (place.second if place.kind == PLAIN else 0)


def last_table(data: bytes) -> int:
    """The offset of the table that was saved last. Raises Unreadable where the end is missing."""
    tail = LAST.search(data, max(0, len(data) - TAIL))
    if tail is None:
        raise damaged("its end is missing, so what was saved last may be lost")
    return int(tail[1])


def _is_linearized(data: bytes) -> bool:
    """Whether it is arranged for the web, where the last table stands first (Annex F)."""
    found = LINEARIZED.search(data, 0, 1024)
    end = len(data.rstrip(b"\0\t\n\f\r "))
    return found is not None and end in range(int(found[1]) - 2, int(found[1]) + 1)


def _number(trailer: DictionaryObject, key: str) -> int | None:
    value = trailer.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or value < 0:
        raise damaged("a table of its objects leads nowhere")
    return int(value)


def _entries(stream: StreamObject) -> Iterator[tuple[int, Place]]:
    """The rows of a stream of cross-references (7.5.8.3)."""
    widths, size = stream.get("/W"), stream.get("/Size")
    index = stream.get("/Index", [0, size])
    numbers = [*(widths or [None]), size, *index]
    if len(widths or ()) != 3 or not all(isinstance(n, int) and n >= 0 for n in numbers):
        raise damaged("a table of its objects cannot be read")
    first, second, third = map(int, widths or ())
    data, at, length = contents(stream), 0, first + second + third
    for start, count in zip(index[::2], index[1::2], strict=True):
        if not length or length > 24 or at + count * length > len(data):
            raise damaged("a table of its objects is not complete")
        for number in range(start, start + count):
            row = data[at : at + length]
            kind = int.from_bytes(row[:first]) if first else PLAIN
            middle = int.from_bytes(row[first : first + second])
            yield number, _place(kind, middle, int.from_bytes(row[first + second :]))
            at += length


def _place(kind: int, first: int, second: int) -> Place:
    """Quartz tells of what is not in a file as if it were where the file begins."""
    return Place(FREE if kind > PACKED or (kind == PLAIN and not first) else kind, first, second)


def contents(stream: StreamObject) -> bytes:
    """The data of a stream, whose own checksum is right where it has one. Raises Unreadable."""
    if stream.get("/Filter") in ("/FlateDecode", "/Fl", ["/FlateDecode"]):
        raw = zlib.decompressobj()
        try:
            raw.decompress(stream._data, MOST_DATA)
        except zlib.error:
            raise damaged("a compressed part of it cannot be unpacked") from None
        if raw.unconsumed_tail:
            raise Unreadable("too-costly", "the file unpacks to more than a form can hold")
        if not (raw.eof or stream._data.rstrip(b"\r\n").endswith(FLUSHED)):
            raise damaged("a compressed part of it is cut short")
    return stream.get_data()
