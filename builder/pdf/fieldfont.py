"""The font in which viewers show what is typed into a field: all of WinAnsi.

It stands apart from the subsets of the pages, which have the letters of the words printed only,
and no way from a letter to its glyph.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import uharfbuzz as hb

from builder.caches import remembered
from builder.model import Typeface, preferred
from builder.pdf.embed import NOT_EMBEDDED, to_unicode
from builder.pdf.file import PdfFile, stream_body
from builder.text.faces import Face, load

FIRST, LAST = 0x20, 0xFF
# The letters of WinAnsi (ISO 32000-1, annex D); five of its codes stand for nothing.
WIN_ANSI = {
    code: letter
    for code in range(FIRST, LAST + 1)
    if (letter := bytes([code]).decode("cp1252", "ignore")) and code != 0x7F
}
# What a face must have to be typed in: ASCII, and the letters of Latin-1 with accents.
NEEDED = frozenset(
    ord(letter)
    for code, letter in WIN_ANSI.items()
    if letter.isascii() or (code >= 0xC0 and letter.isalpha())
)
LINE = 1.45  # the least height of a line to type in, in sizes of its words
DROPPED = tuple(tag for tag in NOT_EMBEDDED if tag not in ("cmap", "OS/2", "post"))
NONSYMBOLIC = 32  # ISO 32000-1, table 123


@dataclass(frozen=True)
class FieldFont:
    """What a PDF needs of the face: the deflated font file, and its tables."""

    name: str
    font_file: bytes
    font_length: int
    widths: str
    to_unicode: bytes


def field_face(typefaces: Iterable[Typeface]) -> Face:
    """The first regular face that can be typed in: the brand's own, or one that comes along."""
    faces = [load(family.regular) for family in preferred(typefaces, "en")]
    return next((face for face in faces if _can_be_typed_in(face)), faces[0])


def _can_be_typed_in(face: Face) -> bool:
    """Whether it has the letters, and its lines the height that viewers give them here."""
    height = face.metrics["ascent"] - face.metrics["descent"]
    return face.characters >= NEEDED and height <= LINE * 1000


@remembered
def field_font(face: Face) -> FieldFont:
    """All of WinAnsi that the face has, with the table from letters to glyphs."""
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, WIN_ANSI.values()))
    drop = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    drop.update(int.from_bytes(tag.encode(), "big") for tag in DROPPED)
    data = hb.subset(hb.Face(face.data), wanted).blob.data
    gids = [face.gid(WIN_ANSI[n]) if n in WIN_ANSI else 0 for n in range(FIRST, LAST + 1)]
    widths = " ".join(f"{face.advance(gid):.4g}" for gid in gids)
    name = f"FIELDS+{face.postscript_name}"
    return FieldFont(
        name, zlib.compress(data, 6), len(data), widths, to_unicode(WIN_ANSI.items(), octets=1)
    )


def write_field_font(file: PdfFile, face: Face) -> int:
    """Adds the font (ISO 32000-1, 9.6.3); returns its number."""
    font, m = field_font(face), {name: round(value) for name, value in face.metrics.items()}
    program = stream_body(f"/Filter/FlateDecode/Length1 {font.font_length}", font.font_file)
    first = file.ready(program, is_stream=True)
    to_unicode = file.ready(stream_body("/Filter/FlateDecode", font.to_unicode), is_stream=True)
    descriptor = file.add(
        f"<</Type/FontDescriptor/FontName/{font.name}/Flags {NONSYMBOLIC}"
        f"/FontBBox[{m['box0']} {m['box1']} {m['box2']} {m['box3']}]/ItalicAngle 0"
        f"/Ascent {m['ascent']}/Descent {m['descent']}/CapHeight {m['cap']}/StemV 80"
        f"/FontFile2 {first} 0 R>>"
    )
    return file.add(
        f"<</Type/Font/Subtype/TrueType/BaseFont/{font.name}/FirstChar {FIRST}/LastChar {LAST}"
        f"/Widths[{font.widths}]/Encoding/WinAnsiEncoding/FontDescriptor {descriptor} 0 R"
        f"/ToUnicode {to_unicode} 0 R>>"
    )
