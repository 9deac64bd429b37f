"""PNG files taken apart (W3C, Portable Network Graphics, third edition), and written.

Only what makes the picture goes on to the decoder. A file is whole when each
chunk has its check sum and the data unpack to exactly the lines the header tells of.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from builder.pictures.unusable import Damaged, UnusablePicture, of_size

START = b"\x89PNG\r\n\x1a\n"
MAX_UNPACKED = 1 << 20  # bytes of all compressed notes and the colour profile
GREY, RGB, PALETTE = 0, 2, 3  # types of colour
# Bit depths by type of colour, and how many samples a pixel has (table 11).
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# The passes of an interlaced picture: first column and line, and the steps (8.2).
PASSES = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2)),
    (0, 1, 1, 2),
)
SRGB = b"\1\x0d"  # primaries and curve of sRGB in cICP (ITU-T H.273)


@dataclass(frozen=True)
class Png:
    """What is kept of a PNG file.

    `bits` are those of a sample; `clear` are the samples of the one colour
    that is transparent, `colours` how many a palette has. `gamma` is what the
    file says of its curve, 0 if nothing; `profile` is None without one.
    """

    width: int
    height: int
    bits: int
    chunks: tuple[tuple[bytes, bytes], ...]
    clear: tuple[int, ...]
    colours: int
    gamma: float
    exif: bytes
    profile: bytes | None

    def file(self) -> bytes:
        """The picture with nothing else."""
        return START + b"".join(_chunk(kind, data) for kind, data in self.chunks)


def read(data: bytes) -> Png:
    """The file taken apart. Raises UnusablePicture when it is cut off, or moves."""
    chunks = list(_chunks(data))
    first = dict(reversed(chunks))
    if chunks[0][0] != b"IHDR" or len(first[b"IHDR"]) != 13:
        raise Damaged
    _refuse_rare(first)
    width, height, bits, kind, _, _, interlaced = struct.unpack(">2I5B", first[b"IHDR"])
    of_size(width, height)
    if bits not in DEPTHS.get(kind, ()) or interlaced > 1:
        raise Damaged
    packed = b"".join(content for name, content in chunks if name == b"IDAT")
    if not _unpacks_to(packed, _size(width, height, bits * SAMPLES[kind], interlaced)):
        raise Damaged
    kept = {b"IHDR", b"PLTE", b"tRNS"}
    return Png(
        width,
        height,
        bits,
        (*((k, c) for k, c in chunks if k in kept), (b"IDAT", packed), (b"IEND", b"")),
        _clear(first.get(b"tRNS", b""), kind),
        len(first.get(b"PLTE", b"")) // 3 if kind == PALETTE else 0,
        _gamma(first),
        first.get(b"eXIf", b""),
        _notes(chunks),
    )


def extent(data: bytes) -> tuple[int, int, bytes]:
    """Width and height as stored, and EXIF data."""
    first = dict(reversed(list(_chunks(data))))
    if len(first.get(b"IHDR", b"")) != 13:
        raise Damaged
    width, height = struct.unpack_from(">2I", first[b"IHDR"])
    return width, height, first.get(b"eXIf", b"")


def write(width: int, height: int, lines: bytes, *, grey: bool) -> bytes:
    """A PNG file of 8 bits a sample, from its deflated lines, each behind its filter's number."""
    header = struct.pack(">2I5B", width, height, 8, GREY if grey else RGB, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"sRGB", b"\0"), (b"IDAT", lines), (b"IEND", b""))
    return START + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the last one. Raises Damaged when there is none, or a sum is wrong."""
    place, kind = len(START), b""
    while kind != b"IEND":
        length = int.from_bytes(data[place : place + 4], "big")
        body = data[place + 4 : place + 8 + length]
        check = data[place + 8 + length : place + 12 + length]
        if len(check) != 4 or zlib.crc32(body) != int.from_bytes(check, "big"):
            raise Damaged
        kind = body[:4]
        yield kind, body[4:]
        place += 12 + length


def _refuse_rare(first: Mapping[bytes, bytes]) -> None:
    if b"acTL" in first:
        raise UnusablePicture("the picture moves", "save one of its frames as a PNG")
    if first.get(b"cICP", SRGB)[:2] != SRGB:
        raise UnusablePicture("the colours of the picture are not those of sRGB", "save it as sRGB")


def _size(width: int, height: int, bits: int, interlaced: int) -> int:
    """Bytes of all lines with `bits` a pixel, each behind the number of its filter (clause 7)."""
    total = 0
    for left, top, across, down in PASSES if interlaced else ((0, 0, 1, 1),):
        columns, lines = ceil((width - left) / across), ceil((height - top) / down)
        if columns > 0 and lines > 0:
            total += lines * (1 + ceil(columns * bits / 8))
    return total


def _unpacks_to(packed: bytes, size: int) -> bool:
    """Whether the data unpack to this many bytes; a piece at a time, and never more of them."""
    unpacker = zlib.decompressobj()
    found = 0
    try:
        while not unpacker.eof and found <= size:
            piece = unpacker.decompress(packed, 1 << 20)
            packed = unpacker.unconsumed_tail
            found += len(piece)
            if not piece and not packed:
                break
    except zlib.error:
        return False
    return unpacker.eof and found == size


def _clear(alpha: bytes, kind: int) -> tuple[int, ...]:
    """The samples of the colour that is transparent, of a picture without a palette."""
    if kind not in (GREY, RGB) or len(alpha) != 2 * SAMPLES[kind]:
        return ()
    return struct.unpack(f">{SAMPLES[kind]}H", alpha)


def _gamma(first: Mapping[bytes, bytes]) -> float:
    """The curve of the samples, unless sRGB or a profile says more (4.3)."""
    said = first.get(b"gAMA", b"")
    if len(said) != 4 or b"sRGB" in first or b"cICP" in first or b"iCCP" in first:
        return 0
    return int.from_bytes(said, "big") / 100_000


def _notes(chunks: list[tuple[bytes, bytes]]) -> bytes | None:
    """The colour profile, b"" if it cannot be unpacked; None without one.

    Notes are unpacked only to see that they keep within bounds.
    """
    profile = None
    room = MAX_UNPACKED
    for kind, data in chunks:
        try:
            content = zlib.decompressobj().decompress(_packed(kind, data), room + 1)
        except zlib.error:
            content = b""
        room -= len(content)
        if room < 0:
            raise UnusablePicture("the file holds notes of more than 1 MiB", "save it without them")
        if kind == b"iCCP":
            profile = content
    return profile


def _packed(kind: bytes, data: bytes) -> bytes:
    """The compressed part of a chunk that holds words or a profile (11.3.2.3, 11.3.3)."""
    rest = data.partition(b"\0")[2]
    if kind in (b"zTXt", b"iCCP"):
        return rest[1:]
    return rest[2:].split(b"\0", 2)[-1] if kind == b"iTXt" and rest[:1] == b"\1" else b""
