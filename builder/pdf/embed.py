"""Faces embedded as Type 0 fonts: subsets, widths and the way back to text.

Subsets and their compressed streams are kept by content. Leaflets of one
library use nearly the same letters, so a face's everyday glyphs are embedded
together and all of them share one subset.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import uharfbuzz as hb

from builder.caches import remembered
from builder.pdf.file import PdfFile, stream_body
from builder.text.faces import Face

# From so many everyday letters on, a face is given all of them.
ENOUGH_FOR_CORE = 16
# The objects of a font: five, of which these are streams.
OBJECTS, STREAMS = 5, (0, 3)
# Tables a PDF reader does not use of an embedded font; shaping is done.
NOT_EMBEDDED = (
    "BASE", "GDEF", "GPOS", "GSUB", "DSIG", "STAT", "cmap", "gasp", "name", "OS/2", "post", "kern",
)  # fmt: skip


@dataclass(frozen=True)
class Embedded:
    """What a PDF needs of one face: a subset and its tables, ready to write."""

    name: str
    font_file: bytes
    font_length: int
    widths: str
    to_unicode: bytes


def embed(face: Face, glyphs: Iterable[tuple[int, str]]) -> Embedded:
    """The face with the glyphs given as (glyph id, what it says).

    Where a glyph says different things in different words, the shortest is
    put in the map; those words carry their text themselves.
    """
    said: dict[int, str] = {}
    for gid, words in glyphs:
        if gid not in said or (len(words), words) < (len(said[gid]), said[gid]):
            said[gid] = words
    if len(said.keys() & face.core.keys()) >= ENOUGH_FOR_CORE:
        said = {**face.core, **said}
    return _embedded(face, tuple(sorted(said.items())))


def usual(face: Face, glyphs: set[tuple[int, str]]) -> tuple[Embedded, set[tuple[int, str]]]:
    """The same, and the glyphs that change nothing where they are added: it has everyday ones."""
    gids = {gid for gid, _ in glyphs}
    has_core = len(gids & face.core.keys()) >= ENOUGH_FOR_CORE
    more = {item for item in face.core.items() if item[0] not in gids} if has_core else set()
    return embed(face, glyphs), glyphs | more


@remembered
def _embedded(face: Face, said: tuple[tuple[int, str], ...]) -> Embedded:
    gids = tuple(gid for gid, _ in said)
    data, length = _subset(face, gids)
    digest = hashlib.sha256(repr((face.sha256, gids)).encode()).hexdigest()
    tag = "".join(chr(ord("A") + int(c, 16)) for c in digest[:6])
    widths = "".join(f"{gid}[{face.advance(gid):.4g}]" for gid in gids)
    return Embedded(f"{tag}+{face.postscript_name}", data, length, widths, to_unicode(said))


@remembered
def _subset(face: Face, gids: tuple[int, ...]) -> tuple[bytes, int]:
    """The deflated font file with these glyphs, under the ids they have, and its full length."""
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update((0, *gids))
    drop = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    drop.update(int.from_bytes(tag.encode(), "big") for tag in NOT_EMBEDDED)
    data = hb.subset(hb.Face(face.data), wanted).blob.data
    return zlib.compress(data, 6), len(data)


def to_unicode(said: Iterable[tuple[int, str]], octets: int = 2) -> bytes:
    """A deflated ToUnicode CMap (ISO 32000-1, 9.10.3), at most 100 pairs a block.

    Codes are of so many `octets`.
    """
    digits, pairs = octets * 2, list(said)
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def",
        f"1 begincodespacerange <{'00' * octets}> <{'FF' * octets}> endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        group = pairs[start : start + 100]
        lines.append(f"{len(group)} beginbfchar")
        lines += [
            f"<{code:0{digits}X}> <{words.encode('utf-16-be').hex().upper()}>"
            for code, words in group
        ]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict/CMap defineresource pop end end")
    return zlib.compress("\n".join(lines).encode("ascii"), 6)


def objects(first: int, face: Face, font: Embedded) -> list[bytes]:
    """The bodies of the font's objects, numbered from `first` on: the last is the Type 0 font.

    The first and the fourth are streams (ISO 32000-1, 9.7).
    """
    m = {name: round(value) for name, value in face.metrics.items()}
    descriptor = (
        f"<</Type/FontDescriptor/FontName/{font.name}/Flags 4"
        f"/FontBBox[{m['box0']} {m['box1']} {m['box2']} {m['box3']}]/ItalicAngle 0"
        f"/Ascent {m['ascent']}/Descent {m['descent']}/CapHeight {m['cap']}/StemV 80"
        f"/FontFile2 {first} 0 R>>"
    )
    cid = (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font.name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {first + 1} 0 R/W[{font.widths}]/DW 0/CIDToGIDMap/Identity>>"
    )
    whole = (
        f"<</Type/Font/Subtype/Type0/BaseFont/{font.name}/Encoding/Identity-H"
        f"/DescendantFonts[{first + 2} 0 R]/ToUnicode {first + 3} 0 R>>"
    )
    return [
        stream_body(f"/Filter/FlateDecode/Length1 {font.font_length}", font.font_file),
        descriptor.encode("latin-1"),
        cid.encode("latin-1"),
        stream_body("/Filter/FlateDecode", font.to_unicode),
        whole.encode("latin-1"),
    ]


def write(file: PdfFile, face: Face, font: Embedded) -> int:
    """Adds the font's objects; returns the number of the first one (see `objects`)."""
    first = file.next
    for place, body in enumerate(objects(first, face, font)):
        file.ready(body, is_stream=place in STREAMS)
    return first
