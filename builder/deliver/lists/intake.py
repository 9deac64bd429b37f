"""The lines of a list that may be anything: read piece by piece, and never more of it than allowed.

UTF-8, with a mark of byte order or without, and UTF-16 with one, which are what spreadsheets
save. Lines end in LF, CR LF, or, in all of the file, CR; whatever else some programs take for
the end of a line is a sign like others, and refused where it stands.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from builder.place import Span
from builder.source.decode import MARKS, SAVE, Unreadable

MOST_BYTES = 64 << 20
MOST_LINE = 64 << 10  # characters
MOST_LINES = 300_000
CHUNK = 1 << 16
UTF_8, ENCODINGS = b"\xef\xbb\xbf", {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
PARTS = "part it into several lists"
SAVE_LIST = f"{SAVE} (spreadsheets call it 'CSV UTF-8')"


def lines(begun: bytes, source: BinaryIO, path: str) -> Iterator[tuple[int, str]]:
    """Each line with its number; `begun` was read already.

    Raises Unreadable where it can be read no further, after the lines before that place.
    """
    number, rest, end = 1, "", ""
    for text in _texts(begun, source):
        at_end = text is None or isinstance(text, _Undecodable)
        rest += text if isinstance(text, str) else ""
        end = end or _line_end(rest, at_end)
        whole, rest = _split(rest, end)
        for line in whole:
            _bounded(line, path, number)
            yield number, line
            number += 1
        if number > MOST_LINES:
            message = f"the list has more than {MOST_LINES:,} lines"
            raise Unreadable(Span(path, number), "too-long", message, PARTS)
        _bounded(rest, path, number)
        if isinstance(text, _Undecodable):
            raise Unreadable(Span(path, number, len(rest) + 1), text.code, text.message, text.hint)
    if rest:
        yield number, rest


def _split(rest: str, end: str) -> tuple[list[str], str]:
    """The whole lines of what was read, and what is left."""
    if not end:
        return [], rest
    *whole, rest = rest.split(end)
    return [line.removesuffix("\r") if end == "\n" else line for line in whole], rest


def _line_end(text: str, at_end: bool) -> str:
    """The sign that ends the first line: CR only if LF does not follow; "" if nobody can tell."""
    feed, back = text.find("\n"), text.find("\r")
    if back >= 0 and (feed < 0 or back < feed - 1):
        return "\r" if at_end or back < len(text) - 1 else ""
    return "\n" if feed >= 0 else ""


def _bounded(line: str, path: str, number: int) -> None:
    if len(line) > MOST_LINE:
        message = f"the line is longer than {MOST_LINE:,} characters"
        raise Unreadable(Span(path, number), "too-long", message, "a line is one person")


class _Undecodable:
    """Why the text ends before the file does."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code, self.message, self.hint = code, message, hint


def _texts(begun: bytes, source: BinaryIO) -> Iterator[str | _Undecodable | None]:
    """The text piece by piece; last None at its end, or why it ends."""
    begun, encoding = _encoding(begun)
    if isinstance(encoding, _Undecodable):
        yield encoding
        return
    decoder, size, data = codecs.getincrementaldecoder(encoding)(), len(begun), begun
    while True:
        try:
            yield decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            yield error.object[: error.start].decode(encoding)
            yield _told(error)
            return
        if not data:
            yield None
            return
        data = source.read(CHUNK)
        size += len(data)
        if size > MOST_BYTES:
            message = f"the list is larger than {MOST_BYTES >> 20} MiB"
            yield _Undecodable("too-long", message, PARTS)
            return


def _encoding(begun: bytes) -> tuple[bytes, str | _Undecodable]:
    """What follows the mark of byte order, and how it is to be read."""
    mark = next((mark for mark in MARKS if begun.startswith(mark)), b"")
    if mark in ENCODINGS:
        return begun[2:], ENCODINGS[mark]
    if mark:
        return b"", _Undecodable("not-utf-8", f"the list is saved as {MARKS[mark]}", SAVE_LIST)
    if b"\0" in begun.partition(b"\n")[0]:
        message = "the first line has NUL bytes: this is no text, or UTF-16 without its mark"
        return b"", _Undecodable("not-utf-8", message, SAVE_LIST)
    return begun.removeprefix(UTF_8), "utf-8"


def _told(error: UnicodeDecodeError) -> _Undecodable:
    """The byte is told: one alone says nothing of a person."""
    name = "UTF-16" if error.encoding.startswith("utf-16") else "UTF-8"
    if error.reason in ("unexpected end of data", "truncated data"):
        return _Undecodable(
            "not-utf-8", "the list ends within a character: it was cut off", SAVE_LIST
        )
    message = (
        f"byte 0x{error.object[error.start]:02x} is not {name}; nothing after it was looked at"
    )
    return _Undecodable("not-utf-8", message, SAVE_LIST)
