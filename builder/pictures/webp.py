"""WebP files taken apart (RFC 9649): how large the picture is, and what is said of its colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.pictures.unusable import Damaged, UnusablePicture

START, KIND = b"RIFF", b"WEBP"
ANIMATED = b"ANIM"
EXIF_START = b"Exif\0\0"


class Webp(NamedTuple):
    """Width and height as stored, whether pixels were lost, its EXIF data and colour profile."""

    width: int
    height: int
    lossy: bool
    exif: bytes
    profile: bytes | None


def is_webp(data: bytes) -> bool:
    return data.startswith(START) and data[8:12] == KIND


def read(data: bytes) -> Webp:
    """The file taken apart. Raises UnusablePicture when it is cut off, or moves."""
    chunks = dict(reversed([*_chunks(data)]))  # of several of a kind the first is meant (2.7.1)
    if ANIMATED in chunks:
        raise UnusablePicture("the picture moves", "save one picture of it as a PNG or JPEG")
    lossy = b"VP8 " in chunks
    width, height = _lossy(chunks[b"VP8 "]) if lossy else _lossless(chunks.get(b"VP8L", b""))
    if not width or not height:
        raise Damaged
    exif = chunks.get(b"EXIF", b"").removeprefix(EXIF_START)
    return Webp(width, height, lossy, exif, chunks.get(b"ICCP"))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The names and contents of the chunks, which fill the file."""
    end = 8 + int.from_bytes(data[4:8], "little")
    place = 12
    if end > len(data):
        raise Damaged
    while place < end:
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        if place + 8 + size > end:
            raise Damaged
        yield data[place : place + 4], data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _lossy(data: bytes) -> tuple[int, int]:
    """The size of a key frame (RFC 6386, 9.1)."""
    if len(data) < 10 or data[3:6] != b"\x9d\x01\x2a":
        raise Damaged
    sides = int.from_bytes(data[6:10], "little")
    return sides & 0x3FFF, sides >> 16 & 0x3FFF


def _lossless(data: bytes) -> tuple[int, int]:
    """The size of a picture that keeps its pixels (RFC 9649, 3.4): 14 bits each, less one."""
    if len(data) < 5 or data[0] != 0x2F:
        raise Damaged
    bits = int.from_bytes(data[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
