"""Messages of the Internet Printing Protocol as bytes (RFC 8010): questions, and what is answered.

The Python libraries there are write no collections and leave out in silence what they have no
table for; a sheet that is stapled or not is no place for that. Here every value has its tag.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

VERSION = b"\x02\x00"  # IPP/2.0, which CUPS and every IPP Everywhere printer speaks
MOST_DEEP = 8  # collections within each other


class Tag(IntEnum):
    """Delimiters and the syntaxes of values (RFC 8010, 3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    RANGE = 0x33
    BEGIN = 0x34
    TEXT_IN_LANGUAGE = 0x35
    NAME_IN_LANGUAGE = 0x36
    END_OF_COLLECTION = 0x37
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49
    MEMBER = 0x4A


TEXTS = 0x40, 0x5F  # all syntaxes of text lie between (RFC 8010, 3.5.2)


class Operation(IntEnum):
    """What a server or printer is asked (RFC 8011, 5.4.15, and CUPS's own)."""

    VALIDATE_JOB = 0x0004
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class Range(NamedTuple):
    lower: int
    upper: int


Value = int | bool | str | Range | Mapping[str, tuple["Value", ...]]
Values = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True)
class Attribute:
    """One to be sent; of a collection, the `values` are its members."""

    tag: Tag
    name: str
    values: tuple[int | bool | str | Attribute, ...]


@dataclass(frozen=True)
class Answer:
    """What came back: how it went, and groups of attributes, each with its delimiter."""

    status: int
    groups: tuple[tuple[int, Values], ...]

    def of(self, tag: Tag) -> list[Values]:
        """The groups of that kind: one for each printer or job."""
        return [values for kind, values in self.groups if kind == tag]


class Garbled(ValueError):
    """These bytes are no answer in IPP."""


def question(
    operation: Operation, number: int, asked: Iterable[Attribute], job: Iterable[Attribute] = ()
) -> bytes:
    """A request; the document, if there is one, follows it."""
    parts = [VERSION, struct.pack(">hi", operation, number), bytes([Tag.OPERATION])]
    parts += [
        _written(Tag.CHARSET, b"attributes-charset", b"utf-8"),
        _written(Tag.LANGUAGE, b"attributes-natural-language", b"en"),
        *(part for each in asked for part in _attribute(each)),
    ]
    wanted = [part for each in job for part in _attribute(each)]
    if wanted:
        parts += [bytes([Tag.JOB]), *wanted]
    return b"".join((*parts, bytes([Tag.END])))


def _attribute(one: Attribute, member: bool = False) -> Iterator[bytes]:
    name = one.name.encode("ascii")
    if member:
        yield _written(Tag.MEMBER, b"", name)
        name = b""
    if one.tag is Tag.BEGIN:
        yield _written(Tag.BEGIN, name, b"")
        for each in one.values:
            assert isinstance(each, Attribute)
            yield from _attribute(each, member=True)
        yield _written(Tag.END_OF_COLLECTION, b"", b"")
        return
    for value in one.values:
        yield _written(one.tag, name, _data(one.tag, value))
        name = b""


def _data(tag: Tag, value: int | bool | str | Attribute) -> bytes:
    if tag in (Tag.INTEGER, Tag.ENUM):
        return struct.pack(">i", value)
    if tag is Tag.BOOLEAN:
        return struct.pack(">?", value)
    return str(value).encode()


def _written(tag: Tag, name: bytes, value: bytes) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


def answer(data: bytes) -> Answer:
    """What a server answered. Raises Garbled."""
    try:
        (status,) = struct.unpack_from(">H", data, 2)
        return Answer(status, tuple(_groups(_Reading(data, 8))))
    except (struct.error, IndexError, UnicodeDecodeError):
        raise Garbled("the answer is cut short, or no IPP") from None


class _Token(NamedTuple):
    tag: int
    name: str
    value: bytes


class _Reading:
    """Takes one value after the other from the bytes of an answer."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at

    @property
    def tag(self) -> int:
        return self._data[self._at]

    def delimiter(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def token(self) -> _Token:
        tag = self.delimiter()
        return _Token(tag, self._piece().decode(), self._piece())

    def _piece(self) -> bytes:
        (length,) = struct.unpack_from(">H", self._data, self._at)
        start, self._at = self._at + 2, self._at + 2 + length
        if self._at > len(self._data):
            raise IndexError
        return self._data[start : self._at]


def _groups(reading: _Reading) -> Iterator[tuple[int, Values]]:
    kind = reading.delimiter()
    while kind != Tag.END:
        values: dict[str, tuple[Value, ...]] = {}
        name = ""
        while reading.tag >= 0x10:  # below are delimiters
            token = reading.token()
            name = token.name or name
            values[name] = (*values.get(name, ()), *_value(token, reading, MOST_DEEP))
        yield kind, values
        kind = reading.delimiter()


def _value(token: _Token, reading: _Reading, deep: int) -> tuple[Value, ...]:
    """The value; none for what is told to be unknown, or is of no kind that is asked for."""
    if token.tag == Tag.BEGIN:
        return (_collection(reading, deep),)
    kind = Tag.NAME if TEXTS[0] <= token.tag <= TEXTS[1] else token.tag
    return (READ[kind](token.value),) if kind in READ else ()


def _in_language(data: bytes) -> str:
    """Text that says its language (RFC 8010, 3.9), which is passed over."""
    (language,) = struct.unpack_from(">H", data)
    return data[4 + language :].decode()


def _collection(reading: _Reading, deep: int) -> Values:
    """RFC 8010, 3.1.6."""
    if not deep:
        raise Garbled("collections lie in each other without end")
    members: dict[str, tuple[Value, ...]] = {}
    name = ""
    while (token := reading.token()).tag != Tag.END_OF_COLLECTION:
        if token.tag == Tag.MEMBER:
            name = token.value.decode()
            members[name] = ()
        else:
            members[name] = (*members.get(name, ()), *_value(token, reading, deep - 1))
    return members


READ: Mapping[int, Callable[[bytes], Value]] = {
    Tag.INTEGER: lambda data: int.from_bytes(data, signed=True),
    Tag.ENUM: lambda data: int.from_bytes(data, signed=True),
    Tag.BOOLEAN: lambda data: data != b"\0",
    Tag.RANGE: lambda data: Range(*struct.unpack(">ii", data)),
    Tag.NAME: bytes.decode,
    Tag.TEXT_IN_LANGUAGE: _in_language,
    Tag.NAME_IN_LANGUAGE: _in_language,
}
