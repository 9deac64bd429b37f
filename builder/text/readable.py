"""What glyphs say: the way back from a face's glyphs to the characters they stand for.

The map depends on the face alone, not on what a document shows, so that the
same word is written the same way in every document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import uharfbuzz as hb

LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
JOINER = "\u200d"


def names(font: hb.Font, characters: Iterable[int]) -> dict[int, str]:
    """Glyph to text, by the character map read backwards, ligatures and Arabic forms added.

    Ordinary characters win over compatibility ones, and presentation forms
    are spelled out, so that copied text is what was written.
    """
    found: dict[int, str] = {}
    joining: list[str] = []
    for code in sorted(characters, key=_ordinary):
        gid = font.get_nominal_glyph(code)
        if gid and gid not in found and not 0xE000 <= code <= 0xF8FF:
            character = chr(code)
            form = 0xFB00 <= code <= 0xFEFF
            found[gid] = unicodedata.normalize("NFKC", character) if form else character
        if 0x600 <= code <= 0x8FF and unicodedata.bidirectional(chr(code)) == "AL":
            joining.append(chr(code))
    for gid, letters in (*ligatures(font), *_forms(font, joining)):
        found.setdefault(gid, letters)
    return found


def _ordinary(code: int) -> tuple[bool, bool, int]:
    character = chr(code)
    return unicodedata.normalize("NFKC", character) != character, code in (0xA0, 0xAD), code


def ligatures(font: hb.Font) -> Iterator[tuple[int, str]]:
    """The Latin ligatures that are one glyph, and their letters."""
    for letters in LIGATURES:
        gids = _shaped(font, letters)
        if len(gids) == 1 and gids[0]:
            yield gids[0], letters


def _forms(font: hb.Font, letters: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The glyphs a joining letter has between others, when its form is a single one."""
    for letter in letters:
        for text in (letter + JOINER, JOINER + letter, JOINER + letter + JOINER):
            gids = [gid for gid in _shaped(font, text) if font.get_glyph_h_advance(gid)]
            if len(gids) == 1:
                yield gids[0], letter


def _shaped(font: hb.Font, text: str) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"liga": True})
    return [info.codepoint for info in buffer.glyph_infos]
