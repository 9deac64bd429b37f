"""JPEG files taken apart (ITU-T T.81, annex B): what makes the picture, and what is said of it.

Cameras put much more into a file than a picture: where it was taken, small
copies of it, a second picture behind the first. A file is taken apart by its
markers, so that nothing goes on that was not asked for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from builder.pictures.unusable import Damaged, UnusablePicture

START, END = b"\xff\xd8", b"\xff\xd9"
BASELINE, EXTENDED, PROGRESSIVE = 0xC0, 0xC1, 0xC2
SCAN = 0xDA
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# What decoding needs beside frame and scans: Huffman tables, quantisation, restart interval.
TABLES = (0xC4, 0xDB, 0xDD)
EXIF, PROFILE, ADOBE = (0xE1, b"Exif\0\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe")
# So that no program takes three components for anything but YCbCr (JFIF 1.02).
JFIF = bytes.fromhex("ffe000104a46494600010101004800480000")
# What ends the data of a scan: a marker, but no RST0 to RST7 and no stuffed FF (B.1.1.5).
MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
RESTART = re.compile(rb"\xff+[\xd0-\xd7]")
RESTARTS = bytes(range(0xD0, 0xD8))


@dataclass(frozen=True)
class Part:
    """A marker segment: its payload and, behind the header of a scan, the coded data."""

    marker: int
    payload: bytes
    data: bytes = b""

    def bytes(self, data: bytes) -> bytes:
        length = (len(self.payload) + 2).to_bytes(2, "big")
        return bytes((0xFF, self.marker)) + length + self.payload + data


@dataclass(frozen=True)
class Jpeg:
    """What is kept of a JPEG file: the `parts` that make the picture, and what was said of it.

    `frame` is the marker of the frame's header, `names` are those of its
    components; `adobe` is Adobe's word on how they stand for colours.
    """

    width: int
    height: int
    frame: int
    names: bytes
    parts: tuple[Part, ...]
    adobe: bytes
    exif: bytes
    profile: bytes | None

    @property
    def plain(self) -> bool:
        """Whether every program and PDF (ISO 32000-1, 7.4.8) see the same in it: grey or YCbCr."""
        usual = len(self.names) == 1 or self.names in (b"\1\2\3", b"\0\1\2")
        return usual and self.frame != EXTENDED and self.adobe[11:12] in (b"", b"\1")

    def file(self, change: Callable[[bytes], bytes] = bytes) -> bytes:
        """The picture with nothing else; `change` is done to the data of each scan."""
        said = Part(ADOBE[0], self.adobe).bytes(b"") if self.adobe else b""
        parts = (part.bytes(change(part.data)) for part in self.parts)
        return b"".join((START, JFIF if self.plain else said, *parts, END))


def read(data: bytes) -> Jpeg:
    """The file taken apart. Raises UnusablePicture when it is cut off or of a rare kind."""
    found = list(_parts(data))
    said = {kind: [p.payload for p in found if _is(p, kind)] for kind in (EXIF, PROFILE, ADOBE)}
    frames = [part for part in found if part.marker in FRAMES]
    if len(frames) != 1 or len(frames[0].payload) < 6 + 3 * frames[0].payload[5]:
        raise Damaged
    bits, height, width, count = _frame(frames[0].payload)
    if frames[0].marker not in (BASELINE, EXTENDED, PROGRESSIVE) or bits != 8:
        raise UnusablePicture("this kind of JPEG is not shown by browsers", "save it as a PNG")
    if not width or not height:
        raise Damaged
    kept = tuple(p for p in found if p.marker in (*TABLES, SCAN) or p is frames[0])
    names = frames[0].payload[6 : 6 + 3 * count : 3]
    _all_scans(names, [part for part in kept if part.marker == SCAN])
    adobe, exif = (said[kind][0] if said[kind] else b"" for kind in (ADOBE, EXIF))
    profile = _profile(said[PROFILE])
    return Jpeg(width, height, frames[0].marker, names, kept, adobe, exif[6:], profile)


def extent(data: bytes) -> tuple[int, int, bytes]:
    """Width and height as stored, and EXIF data, from what stands before the picture."""
    exif = b""
    for part in _parts(data):
        if _is(part, EXIF) and not exif:
            exif = part.payload[6:]
        if part.marker in FRAMES and len(part.payload) > 5:
            _, height, width, _ = _frame(part.payload)
            return width, height, exif
    raise Damaged


def _is(part: Part, kind: tuple[int, bytes]) -> bool:
    return part.marker == kind[0] and part.payload.startswith(kind[1])


def _frame(payload: bytes) -> tuple[int, int, int, int]:
    """Bits, lines, samples a line and components of a frame (B.2.2)."""
    return payload[0], int.from_bytes(payload[1:3]), int.from_bytes(payload[3:5]), payload[5]


def _parts(data: bytes) -> Iterator[Part]:
    """The segments between the first start and the first end of a picture."""
    place = 2
    while match := MARKER.search(data, place):
        marker, place = match[1][0], match.end()
        if marker == END[1]:
            return
        length = int.from_bytes(data[place : place + 2])
        payload = data[place + 2 : place + length]
        if length < 2 or len(payload) != length - 2:
            raise Damaged
        place += length
        following = MARKER.search(data, place) if marker == SCAN else None
        end = following.start() if following else place
        yield Part(marker, payload, data[place:end])
        place = end
    raise Damaged


def _all_scans(names: bytes, scans: list[Part]) -> None:
    """Raises Damaged unless the scans bring every coefficient of every component to its last bit.

    A picture sent in steps (annex G) that stops at one of them is coarse, or grey.
    """
    rest = {(name, k) for name in names for k in range(64)}
    for part in scans:
        scan = part.payload
        count = scan[0] if scan else 0
        if not count or len(scan) < 4 + 2 * count or not _in_turn(part.data):
            raise Damaged
        first, last, bits = scan[1 + 2 * count : 4 + 2 * count]
        if not bits & 15:
            rest -= {(n, k) for n in scan[1 : 1 + 2 * count : 2] for k in range(first, last + 1)}
    if rest:
        raise Damaged


def _profile(payloads: list[bytes]) -> bytes | None:
    """The colour profile, put together from its numbered pieces (ICC.1, B.4); None without one."""
    if not payloads:
        return None
    pieces = {payload[12]: payload[14:] for payload in payloads if len(payload) > 13}
    whole = len(payloads) == len(pieces) and sorted(pieces) == list(range(1, len(pieces) + 1))
    return b"".join(pieces[i] for i in sorted(pieces)) if whole else b""


# -- whether the data suffice


def noisy(data: bytes) -> bytes:
    """The data of a scan with noise before each restart, behind the last bit, and one restart on.

    Decoders make up what is missing, and tell nobody. But they pass over what
    follows the last block, so if noise there changes the picture, blocks were missing.
    """
    count = sum(1 for _ in RESTART.finditer(data))
    restart = bytes((0xFF, RESTARTS[count % 8]))
    return RESTART.sub(lambda match: NOISE[:64] + match[0], data) + NOISE + restart + NOISE


def _in_turn(data: bytes) -> bool:
    """Whether the restarts in the data of a scan count from 0 to 7 and on, so that none is lost."""
    found = (match[0][-1] for match in RESTART.finditer(data))
    return all(number == RESTARTS[i % 8] for i, number in enumerate(found))


def shortened(data: bytes) -> bytes:
    """The data of a scan with noise in place of its last part: at least a block.

    Were the picture still the same, it would not be all that the data show.
    """
    return data[: -max(8, len(data) // 16)] + NOISE if len(data) > 32 else data


# No FF in it, so no marker.
NOISE = hashlib.shake_128(b"noise").digest(2048).replace(b"\xff", b"\0")
