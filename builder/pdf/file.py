"""Writes the objects of a PDF file: object streams, a cross-reference stream, nothing else.

ReportLab lays out and keeps the pages; its own writer has no place for
structure parents, output intents or object streams, so the file is written
here, from bytes that are ready.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PER_OBJECT_STREAM = 200

# Of deflate: nearly as small as 6, in two thirds of its time. Fonts, kept for many files, take 6.
LEVEL = 4
ROW = struct.calcsize(">BIH")  # bytes of a row of the cross-reference stream
NO_CHANGES: Mapping[int, bytes] = MappingProxyType({})


class PdfFile:
    """Numbered objects, then the whole file as bytes."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._is_stream: list[bool] = []

    def reserve(self) -> int:
        """The number of an object whose body comes later."""
        self._bodies.append(b"")
        self._is_stream.append(False)
        return len(self._bodies)

    def put(self, number: int, body: str) -> None:
        self._bodies[number - 1] = body.encode("latin-1")

    @property
    def next(self) -> int:
        """The number that the next object will have."""
        return len(self._bodies) + 1

    def add(self, body: str) -> int:
        return self.ready(body.encode("latin-1"), is_stream=False)

    def stream(self, entries: str, data: bytes) -> int:
        """A stream object whose data are as given; `entries` are its other dictionary entries."""
        return self.ready(stream_body(entries, data), is_stream=True)

    def compressed(self, data: bytes, entries: str = "") -> int:
        """A stream object with deflated data."""
        return self.ready(compressed(data, entries), is_stream=True)

    def ready(self, body: bytes, *, is_stream: bool) -> int:
        """An object whose body is ready to be written."""
        self._bodies.append(body)
        self._is_stream.append(is_stream)
        return len(self._bodies)

    def sealed(self, root: int, info: int) -> Sealed:
        """The file as far as it is known; its objects may still be given other bodies."""
        return Sealed(self._bodies, self._is_stream, root, info)

    def finish(self, root: int, info: int, identifier: str) -> bytes:
        """The file. `identifier` is 32 hexadecimal digits (ISO 32000-1, 14.4)."""
        return self.sealed(root, info).finish(identifier)


class Sealed:
    """A file whose objects are ready to be written, many times with a few of them changed."""

    def __init__(self, bodies: list[bytes], is_stream: list[bool], root: int, info: int) -> None:
        self._root, self._info = root, info
        numbered = list(enumerate(bodies, 1))
        packed = [each for each in numbered if not is_stream[each[0] - 1]]
        self._groups = [
            packed[start : start + PER_OBJECT_STREAM]
            for start in range(0, len(packed), PER_OBJECT_STREAM)
        ]
        self._first_group = len(bodies) + 1
        self._parts = [
            (number, _numbered(number, body)) for number, body in numbered if is_stream[number - 1]
        ]
        rows = [struct.pack(">BIH", 0, 0, 65535)] * self._first_group
        self._group_of: dict[int, int] = {}
        for number, group in enumerate(self._groups, self._first_group):
            self._parts.append((number, _numbered(number, _object_stream(group))))
            for index, (kept, _) in enumerate(group):
                rows[kept] = struct.pack(">BIH", 2, number, index)
                self._group_of[kept] = number
        self._rows = b"".join(rows) + bytes(ROW * (len(self._groups) + 1))

    def finish(self, identifier: str, changes: Mapping[int, bytes] = NO_CHANGES) -> bytes:
        """The whole file, with other bodies for some objects: for a stream, those of `stream_body`.

        `identifier` is 32 hexadecimal digits (ISO 32000-1, 14.4).
        """
        changed = {number: _numbered(number, body) for number, body in self._repacked(changes)}
        out, offset, rows = [HEADER], len(HEADER), bytearray(self._rows)
        for number, part in self._parts:
            data = changed.get(number, part)
            struct.pack_into(">BIH", rows, number * ROW, 1, offset, 0)
            out.append(data)
            offset += len(data)
        number = len(rows) // ROW - 1
        struct.pack_into(">BIH", rows, number * ROW, 1, offset, 0)
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {self._root} 0 R/Info {self._info} 0 R"
            f"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode"
        )
        out.append(_numbered(number, stream_body(entries, zlib.compress(rows, LEVEL))))
        out.append(b"startxref\n%d\n%%%%EOF\n" % offset)
        return b"".join(out)

    def _repacked(self, changes: Mapping[int, bytes]) -> Iterator[tuple[int, bytes]]:
        """The changed bodies of streams, and the object streams that hold changed objects."""
        yield from ((n, body) for n, body in changes.items() if n not in self._group_of)
        for number in sorted({self._group_of[n] for n in changes if n in self._group_of}):
            group = self._groups[number - self._first_group]
            yield number, _object_stream([(n, changes.get(n, body)) for n, body in group])


def _numbered(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def _object_stream(group: list[tuple[int, bytes]]) -> bytes:
    """ISO 32000-1, 7.5.7."""
    pairs, position = [], 0
    for number, body in group:
        pairs.append(b"%d %d" % (number, position))
        position += len(body) + 1
    index = b" ".join(pairs) + b"\n"
    data = zlib.compress(index + b"\n".join(body for _, body in group), LEVEL)
    entries = f"/Type/ObjStm/N {len(group)}/First {len(index)}/Filter/FlateDecode"
    return stream_body(entries, data)


def stream_body(entries: str, data: bytes) -> bytes:
    """A stream with its dictionary.

    The end-of-line before `endstream` is CR LF and not counted in Length
    (ISO 19005-2, 6.1.7.1): with LF alone, data that end in CR are ambiguous.
    """
    head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
    return head + data + b"\r\nendstream"


def compressed(data: bytes, entries: str = "") -> bytes:
    """A stream with deflated data, and what else its dictionary says."""
    return stream_body(f"{entries}/Filter/FlateDecode", zlib.compress(data, LEVEL))


def text_string(words: str) -> str:
    """A PDF text string (ISO 32000-1, 7.9.2.2)."""
    if words.isascii() and words.isprintable():
        return "(" + words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + words.encode("utf-16-be").hex().upper() + ">"
