"""Font faces, parsed once a process, and the stacks in which they fall back.

A face is read by HarfBuzz alone: its character map, advances and metrics come
from there, so that what is measured is what is drawn.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cached_property, lru_cache

import uharfbuzz as hb

from builder.model import Typeface
from builder.project import Asset

LATIN_CORE = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AC),
)
LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")


class Face:
    """One font file. All measures are in thousandths of an em."""

    def __init__(self, sha256: str, data: bytes) -> None:
        self.sha256 = sha256
        self.data = data
        self._face = hb.Face(data)
        self.font = hb.Font(self._face)
        self.scale = 1000 / self._face.upem
        self.characters = frozenset(self._face.unicodes)
        self.space = self.gid(" ")
        self.space_width = self.advance(self.space)

    def gid(self, character: str) -> int:
        """The glyph of a character; 0 when the face has none."""
        return self.font.get_nominal_glyph(ord(character)) or 0

    @lru_cache(maxsize=4096)  # noqa: B019 - a face lives as long as the process
    def advance(self, gid: int) -> float:
        return float(self.font.get_glyph_h_advance(gid) * self.scale)

    @cached_property
    def postscript_name(self) -> str:
        name = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
        return "".join(c for c in name if c.isalnum() or c in "-_") or "Font"

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
        """What each encoded glyph says, by the character map read backwards.

        Ordinary characters win over compatibility ones, and presentation forms
        are spelled out, so that copied text is what was written.
        """
        names: dict[int, str] = {}
        for code in sorted(self.characters, key=_ordinary):
            gid = self.font.get_nominal_glyph(code)
            if gid and gid not in names and not 0xE000 <= code <= 0xF8FF:
                character = chr(code)
                form = 0xFB00 <= code <= 0xFEFF
                names[gid] = unicodedata.normalize("NFKC", character) if form else character
        return names

    @cached_property
    def core(self) -> dict[int, str]:
        """The glyphs of everyday Latin text and their words.

        Leaflets that use a face at all use nearly these; embedding just these
        lets all of them share one subset.
        """
        glyphs = {gid: chr(c) for c in reversed(LATIN_CORE) if (gid := self.gid(chr(c)))}
        for letters in LIGATURES:
            buffer = hb.Buffer()
            buffer.add_str(letters)
            buffer.guess_segment_properties()
            hb.shape(self.font, buffer, {"liga": True})
            if len(buffer.glyph_infos) == 1 and buffer.glyph_infos[0].codepoint:
                glyphs[buffer.glyph_infos[0].codepoint] = letters
        return glyphs


def _ordinary(code: int) -> tuple[bool, bool, int]:
    character = chr(code)
    return unicodedata.normalize("NFKC", character) != character, code in (0xA0, 0xAD), code


_FACES: dict[str, Face] = {}


def load(asset: Asset) -> Face:
    """The face in a font file. Raises OSError when the file is gone."""
    face = _FACES.get(asset.sha256)
    if face is None:
        face = _FACES[asset.sha256] = Face(asset.sha256, asset.data())
    return face


def is_font(data: bytes) -> bool:
    """Whether the bytes are a TrueType font that can be embedded as one."""
    return data[:4] in (b"\x00\x01\x00\x00", b"true") and bool(hb.Face(data).glyph_count)


Stack = tuple[Face, ...]


@lru_cache(maxsize=64)
def _stacks(regular: tuple[str, ...], bold: tuple[str, ...]) -> tuple[Stack, Stack]:
    return tuple(_FACES[sha] for sha in regular), tuple(_FACES[sha] for sha in bold)


def stacks(typefaces: tuple[Typeface, ...]) -> tuple[Stack, Stack]:
    """The regular and the bold faces, each in order of fallback.

    The same typefaces give the same tuples, so that they can be keys.
    """
    regular = tuple(load(t.regular).sha256 for t in typefaces)
    bold = tuple(load(t.bold).sha256 for t in typefaces)
    return _stacks(regular, bold)


def covers(stack: Stack, character: str) -> bool:
    """Whether some face of the stack can draw the character, or it needs no glyph."""
    code = ord(character)
    return code in INVISIBLE or any(code in face.characters for face in stack)


# Joiners and the zero-width space shape or break text and have no glyph of their own.
INVISIBLE = frozenset((0x200B, 0x200C, 0x200D, 0x2060))
