"""A font file as it comes, looked at whole before it is used (OpenType 1.9.1).

HarfBuzz takes what is damaged for absent and tells nobody: letters would be
lost. So the tables are weighed by their check sums, and each glyph that the
file says has an outline must be one that HarfBuzz draws.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

import uharfbuzz as hb

from builder.caches import remembered

SIGNS = (b"\0\1\0\0", b"true")
# Fonts of other kinds, by their first bytes, and what to do about each.
OTHERS = {
    b"OTTO": ("has outlines of PostScript (CFF)", "give the same font as a TrueType .ttf file"),
    b"wOFF": ("is a font for web pages", "give the .ttf file it was made from"),
    b"wOF2": ("is a font for web pages", "give the .ttf file it was made from"),
    b"ttcf": ("holds several fonts", "give each font as a .ttf file of its own"),
}
NEEDED = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name")
# All that is used, but 'head': programs change it and leave its sum.
SUMMED = frozenset((*NEEDED, "GDEF", "GPOS", "GSUB", "kern")) - {"head"}
MAGIC = 0x5F0F3CF5
RESTRICTED, WHOLE_ONLY, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200  # bits of fsType (OS/2)
COMPOSITE_MORE, WORDS, SCALE, TWO_SCALES, MATRIX = 0x20, 0x01, 0x08, 0x40, 0x80


class UnusableFont(ValueError):
    """A font that cannot be used; the message goes on after its name."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class _Damaged(UnusableFont):
    def __init__(self, what: str) -> None:
        super().__init__(f"is damaged: {what}", "copy the font file once more from where it came")


@remembered
def usable(data: bytes) -> None:
    """Raises UnusableFont unless the file is a whole TrueType font that may be embedded."""
    if data[:4] not in SIGNS:
        other = ("is not a TrueType font that can be embedded", "give a .ttf file")
        raise UnusableFont(*OTHERS.get(data[:4], other))
    tables = _tables(data)
    if "fvar" in tables:
        hint = "give a .ttf file of one weight each ('static'), for regular and for bold"
        raise UnusableFont("is a variable font", hint)
    missing = [tag for tag in NEEDED if tag not in tables]
    if missing:
        raise _Damaged(f"it has no table {', '.join(repr(tag) for tag in missing)}")
    try:
        _may_be_embedded(tables["OS/2"])
        count = _measures(tables)
        outlined = set(_outlined(tables, count))
    except struct.error:
        raise _Damaged("a table is cut off") from None
    _read_alike(data, tables, count, outlined)


def _tables(data: bytes) -> dict[str, bytes]:
    """The tables of the file by tag. Raises UnusableFont when one is cut off or was changed."""
    tables: dict[str, bytes] = {}
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        for place in range(12, 12 + 16 * count, 16):
            name, total, start, length = struct.unpack_from(">4s3I", data, place)
            tag = name.decode("latin-1")
            table = data[start : start + length]
            if len(table) != length:
                raise _Damaged("it is cut off")
            if tag in SUMMED and _sum(table) != total:
                raise _Damaged(f"the check sum of its table '{tag}' is wrong")
            tables[tag] = table
    except struct.error:
        raise _Damaged("it is cut off") from None
    return tables


def _sum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _may_be_embedded(os2: bytes) -> None:
    """Raises UnusableFont when its maker does not allow what a PDF does: a subset inside."""
    said, _ = struct.unpack_from(">H66xH", os2, 8)  # to the end of its first version
    hint = "ask its maker for a licence and a file to embed, or choose another font"
    if said & 0x000E == RESTRICTED:
        raise UnusableFont("may not be embedded: its maker restricts it (fsType)", hint)
    if said & WHOLE_ONLY:
        raise UnusableFont("may not be embedded in part, as a PDF does (fsType)", hint)
    if said & BITMAPS_ONLY:
        raise UnusableFont("may be embedded as bitmaps only (fsType)", hint)


def _measures(tables: Mapping[str, bytes]) -> int:
    """The number of glyphs, once the tables that measure them agree."""
    head, hhea = tables["head"], tables["hhea"]
    (magic, _, per_em) = struct.unpack_from(">IHH", head, 12)
    struct.unpack_from(">h", head, 52)
    if magic != MAGIC or not 16 <= per_em <= 16384:
        raise _Damaged("its table 'head' says nothing")
    (count,) = struct.unpack_from(">H", tables["maxp"], 4)
    (measured,) = struct.unpack_from(">H", hhea, 34)
    if not count or not 1 <= measured <= count:
        raise _Damaged("its tables 'hhea' and 'maxp' do not agree")
    if len(tables["hmtx"]) < 4 * measured + 2 * (count - measured):
        raise _Damaged("its table 'hmtx' is cut off")
    return int(count)


def _outlined(tables: Mapping[str, bytes], count: int) -> Iterator[int]:
    """The glyphs that have an outline. Raises UnusableFont where one stands in no place."""
    glyf = tables["glyf"]
    (long,) = struct.unpack_from(">h", tables["head"], 50)
    kind, step = ("I", 1) if long else ("H", 2)
    places = struct.unpack_from(f">{count + 1}{kind}", tables["loca"])
    for gid in range(count):
        start, end = places[gid] * step, places[gid + 1] * step
        if not start <= end <= len(glyf):
            raise _Damaged(f"glyph {gid} is cut off")
        if start == end:
            continue
        (contours,) = struct.unpack_from(">h", glyf[start:end])
        if contours < 0 and any(part >= count for part in _parts(glyf[start:end])):
            raise _Damaged(f"glyph {gid} is made of one that is not there")
        if contours:
            yield gid


def _parts(glyph: bytes) -> Iterator[int]:
    """The glyphs that a composite one is made of."""
    place, more = 10, True
    while more:
        flags, gid = struct.unpack_from(">2H", glyph, place)
        yield gid
        place += 8 if flags & WORDS else 6
        place += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0
        more = bool(flags & COMPOSITE_MORE)


def _read_alike(data: bytes, tables: Mapping[str, bytes], count: int, outlined: set[int]) -> None:
    """Raises UnusableFont where HarfBuzz does not see what the file holds."""
    face = hb.Face(data)
    font = hb.Font(face)
    letters = face.unicodes
    if face.glyph_count != count:
        raise _Damaged("its glyphs cannot be counted")
    if ord(" ") not in letters or len(letters) < 2:
        raise UnusableFont("has no space or no letters", "give a font of text")
    if any((font.get_nominal_glyph(letter) or 0) >= count for letter in letters):
        raise _Damaged("its letters have glyphs that are not there")
    read = {"GSUB": face.has_layout_substitution, "GPOS": face.has_layout_positioning}
    for tag, seen in read.items():
        if tables.get(tag) and not seen:
            raise _Damaged(f"its table '{tag}' cannot be read")
    for gid in sorted(outlined):
        if not inked(font, gid):
            raise _Damaged(f"the outline of glyph {gid} cannot be read")


def inked(font: hb.Font, gid: int) -> bool:
    """Whether a glyph has an outline: a line or curve of it is drawn."""
    strokes: list[None] = []
    font.draw_glyph(gid, _counting(), strokes)
    return bool(strokes)


@remembered
def _counting() -> hb.DrawFuncs:
    """HarfBuzz's pen: each of its strokes is counted in the list it is given."""
    funcs = hb.DrawFuncs()
    funcs.set_line_to_func(lambda *stroke: stroke[-1].append(None))
    funcs.set_quadratic_to_func(lambda *stroke: stroke[-1].append(None))
    funcs.set_cubic_to_func(lambda *stroke: stroke[-1].append(None))
    return funcs
