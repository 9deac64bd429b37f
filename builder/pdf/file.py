"""Writes the objects of a PDF file: object streams, a cross-reference stream, nothing else.

ReportLab lays out and keeps the pages; its own writer has no place for
structure parents, output intents or object streams, so the file is written
here, from bytes that are ready.
"""

from __future__ import annotations

import struct
import zlib

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PER_OBJECT_STREAM = 200

# Of deflate: nearly as small as 6, in two thirds of its time. Fonts, kept for many files, take 6.
LEVEL = 4


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

    def add(self, body: str) -> int:
        self._bodies.append(body.encode("latin-1"))
        self._is_stream.append(False)
        return len(self._bodies)

    def stream(self, entries: str, data: bytes) -> int:
        """A stream object whose data are as given; `entries` are its other dictionary entries."""
        self._bodies.append(stream_body(entries, data))
        self._is_stream.append(True)
        return len(self._bodies)

    def compressed(self, entries: str, data: bytes) -> int:
        """A stream object with deflated data."""
        return self.stream(f"{entries}/Filter/FlateDecode", zlib.compress(data, LEVEL))

    def finish(self, root: int, info: int, identifier: str) -> bytes:
        """The file. `identifier` is 32 hexadecimal digits (ISO 32000-1, 14.4)."""
        out = [HEADER]
        offset = len(HEADER)
        rows: list[bytes] = [struct.pack(">BIH", 0, 0, 65535)] * (len(self._bodies) + 1)

        def write(number: int, body: bytes) -> None:
            nonlocal offset
            data = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            rows[number] = struct.pack(">BIH", 1, offset, 0)
            out.append(data)
            offset += len(data)

        packed = []
        for number, body in enumerate(self._bodies, 1):
            if self._is_stream[number - 1]:
                write(number, body)
            else:
                packed.append((number, body))
        for start in range(0, len(packed), PER_OBJECT_STREAM):
            group = packed[start : start + PER_OBJECT_STREAM]
            number = len(rows)
            rows.append(b"")
            for index, (kept, _) in enumerate(group):
                rows[kept] = struct.pack(">BIH", 2, number, index)
            write(number, _object_stream(group))
        number = len(rows)
        rows.append(struct.pack(">BIH", 1, offset, 0))
        table = zlib.compress(b"".join(rows), LEVEL)
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode"
        )
        start = offset
        write(number, stream_body(entries, table))
        out.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(out)


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


def text_string(words: str) -> str:
    """A PDF text string (ISO 32000-1, 7.9.2.2)."""
    if words.isascii() and words.isprintable():
        return "(" + words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + words.encode("utf-16-be").hex().upper() + ">"
