"""Font faces, parsed once a process, and the stacks in which they fall back.

A face is read by HarfBuzz alone: its character map, advances and metrics come
from there, so that what is measured is what is drawn.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass
from functools import cached_property

import uharfbuzz as hb

from builder.caches import remembered
from builder.model import Typeface, preferred
from builder.project import Asset
from builder.text.fontfile import inked
from builder.text.readable import ligatures, names

LATIN_CORE = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AC),
)


class Face:
    """One font file, whatever family it stands in. All measures are in thousandths of an em."""

    def __init__(self, sha256: str, data: bytes) -> None:
        self.sha256 = sha256
        self.data = data
        self.resource = f"F{sha256[:6]}"  # its name on pages: the same in every document
        self._face = hb.Face(data)
        self.font = hb.Font(self._face)
        self.scale = 1000 / self._face.upem

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points the face has glyphs for."""
        return frozenset(self._face.unicodes)

    @cached_property
    def space(self) -> int:
        """The glyph of the space."""
        return self.gid(" ")

    @cached_property
    def space_width(self) -> float:
        return self.advance(self.space)

    def gid(self, character: str) -> int:
        """The glyph of a character; 0 when the face has none."""
        return self.font.get_nominal_glyph(ord(character)) or 0

    @remembered
    def advance(self, gid: int) -> float:
        return float(self.font.get_glyph_h_advance(gid) * self.scale)

    @remembered
    def inked(self, gid: int) -> bool:
        """Whether the glyph is seen: a space has no outline."""
        return inked(self.font, gid)

    @remembered
    def outline(self, character: str) -> str:
        """The shape of a character as path data, y upwards, in thousandths of an em."""
        pen = _Outline(self.scale)
        self.font.draw_glyph(self.gid(character), _outlining(), pen)
        return "".join(pen.data)

    @cached_property
    def space_on(self) -> str:
        """The space as an operand of TJ."""
        return f"<{self.space:04X}>"

    @cached_property
    def space_back(self) -> str:
        """The space from right to left: back by its width, and back again once it is shown."""
        return f" {self.space_width:g}<{self.space:04X}>{self.space_width:g}"

    @cached_property
    def postscript_name(self) -> str:
        name = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
        return re.sub(r"[^\w-]", "", name, flags=re.ASCII) or "Font"

    @cached_property
    def metrics(self) -> dict[str, float]:
        """Ascent, descent, cap height, x-height and bounding box."""
        extents = self.font.get_font_extents("ltr")
        position = self.font.get_metric_position_with_fallback
        box = struct.unpack(">4h", self._face.reference_table("head").data[36:44])
        return {
            "ascent": extents.ascender * self.scale,
            "descent": extents.descender * self.scale,
            "cap": position(hb.OTMetricsTag.CAP_HEIGHT) * self.scale,
            "x": position(hb.OTMetricsTag.X_HEIGHT) * self.scale,
            **{f"box{i}": value * self.scale for i, value in enumerate(box)},
        }

    @cached_property
    def text_of(self) -> dict[int, str]:
        """What each glyph says that always says the same."""
        return names(self.font, self.characters)

    @cached_property
    def core(self) -> dict[int, str]:
        """The glyphs of everyday Latin text and their words.

        Leaflets that use a face at all use nearly these; embedding just these
        lets all of them share one subset.
        """
        glyphs = {gid: chr(c) for c in reversed(LATIN_CORE) if (gid := self.gid(chr(c)))}
        return glyphs | dict(ligatures(self.font))


class _Outline:
    """Collects the path of a glyph, scaled."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.data: list[str] = []

    def add(self, operator: str, *places: float) -> None:
        self.data.append(operator + " ".join(f"{place * self.scale:.1f}" for place in places))


@remembered
def _outlining() -> hb.DrawFuncs:
    """HarfBuzz's pen: each of its strokes goes to the outline it is given."""
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, pen: pen.add("M", x, y))
    funcs.set_line_to_func(lambda x, y, pen: pen.add("L", x, y))
    funcs.set_quadratic_to_func(lambda *stroke: stroke[-1].add("Q", *stroke[:-1]))
    funcs.set_cubic_to_func(lambda *stroke: stroke[-1].add("C", *stroke[:-1]))
    funcs.set_close_path_func(lambda pen: pen.add("Z"))
    return funcs


def load(asset: Asset) -> Face:
    """The face in a font file. Raises OSError when the file is gone."""
    return face(asset.sha256, asset.data())


@remembered
def face(sha256: str, data: bytes) -> Face:
    return Face(sha256, data)


Stack = tuple[Face, ...]
# Scripts, and signs of none, whose letters stay within the lines that layouts are made for.
LOW = frozenset(("", "Latn", "Grek", "Cyrl"))


def stacks(typefaces: tuple[Typeface, ...], language: str) -> tuple[Stack, Stack]:
    """The regular and the bold faces, each in order of fallback, for text in a language.

    The same typefaces give equal tuples, so that they can be keys.
    """
    ordered = preferred(typefaces, language)
    return tuple(load(t.regular) for t in ordered), tuple(load(t.bold) for t in ordered)


@dataclass(frozen=True)
class Tall:
    """A face whose letters climb or hang: the least distance between its lines, in ems.

    `own` says that its family is made for the language it is set in.
    """

    face: Face
    leading: float
    own: bool

    def draws(self, word: str) -> bool:
        """Whether the word has such letters: most of these faces have Latin ones too."""
        return any(script_of(letter) not in LOW for letter in word)


def tall(typefaces: tuple[Typeface, ...], language: str) -> tuple[Tall, ...]:
    """The faces among the typefaces that need more room between lines than a layout gives."""
    return tuple(
        Tall(load(file), family.leading, family.suits(language))
        for family in typefaces
        if family.leading
        for file in (family.regular, family.bold)
    )


def covers(stack: Stack, character: str) -> bool:
    """Whether some face of the stack can draw the character, or it needs no glyph."""
    code = ord(character)
    return code in INVISIBLE or any(code in face.characters for face in stack)


@remembered
def script_of(character: str) -> str:
    """The script of a letter (ISO 15924); nothing for what several scripts share."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return "" if buffer.script in (None, "Zyyy", "Zinh", "Zzzz") else str(buffer.script)


# Joiners, the zero-width space and the signs of direction shape, break or order text and have no
# glyph of their own.
INVISIBLE = frozenset(
    (
        *(0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF),
        # Selectors of a variant, which most fonts do not have; and what HarfBuzz hides as well.
        *(*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
        *(0x34F, 0x17B4, 0x17B5),
    )
)
# Fillers, selectors and the empty Braille cell (Default_Ignorable_Code_Point, and U+2800).
BLANK = frozenset(
    (
        *(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
        *(*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
    )
)


def needs_ink(character: str) -> bool:
    """Whether a reader must see something of the character: not of a space, joiner or filler."""
    return (
        unicodedata.category(character) not in ("Zs", "Zl", "Zp", "Cf", "Cc")
        and ord(character) not in BLANK
    )
