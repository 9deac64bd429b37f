"""Words shaped by HarfBuzz, each once a process, ready to be written to a page.

Glyph ids in the PDF are the font's own (the subsets keep them), so what is
remembered for a word is the very operand its line will show.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from builder.text.faces import INVISIBLE, Face, Stack

# A line may break after a hyphen between two parts of three letters or more
# ("graft-|versus-|host", but "CAR-T" stays whole), after a slash likewise,
# and at a zero-width space.
BREAK = re.compile(r"(?<=[^\W\d_]{3}[-\u2010/])(?=[^\W\d_]{3})|(?<=\u200b)")
MAX_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A shaped word, without the space around it.

    `width` is in thousandths of an em. `parts` are (face, rise, operand):
    operands go between the brackets of a TJ operator, rise is in thousandths
    of an em. `glyphs` are (face, glyph id, text) for the font's ToUnicode map.
    `actual` is the text where that map alone cannot give it back.
    """

    text: str
    width: float
    parts: tuple[tuple[Face, float, str], ...]
    glyphs: tuple[tuple[Face, int, str], ...]
    actual: str | None


class Shaper:
    """Shapes and remembers the words of one stack of faces in one language."""

    def __init__(self, stack: Stack, language: str) -> None:
        self.stack = stack
        self.language = language
        self._words: dict[str, tuple[Word, ...]] = {}
        self._plain = frozenset(chr(c) for c in stack[0].characters - INVISIBLE if c != 0)

    def words(self, text: str) -> tuple[Word, ...]:
        """The text between two spaces, in the pieces between which a line may break."""
        found = self._words.get(text)
        if found is None:
            if len(self._words) >= MAX_REMEMBERED:
                self._words.clear()
            pieces = [piece for piece in BREAK.split(text) if piece]
            found = self._words[text] = tuple(self._word(piece) for piece in pieces)
        return found

    def _word(self, text: str) -> Word:
        parts: list[tuple[Face, float, str]] = []
        glyphs: list[tuple[Face, int, str]] = []
        width, faithful = 0.0, True
        for start, end, face in self._itemized(text):
            run = _shape(face, text, start, end, self.language)
            width += run.width
            parts += [(face, rise, operand) for rise, operand in run.parts]
            glyphs += [(face, gid, words) for gid, words in run.glyphs]
            faithful = faithful and run.faithful
        return Word(text, width, tuple(parts), tuple(glyphs), None if faithful else text)

    def _itemized(self, text: str) -> Iterator[tuple[int, int, Face]]:
        """Stretches of one face. A mark or joiner stays with the letter before it."""
        if self._plain.issuperset(text):  # all in the first face, as nearly always
            yield 0, len(text), self.stack[0]
            return
        start, face = 0, None
        for index, character in enumerate(text):
            code = ord(character)
            if face is not None and (
                code in INVISIBLE or (unicodedata.combining(character) and code in face.characters)
            ):
                continue
            wanted = next((f for f in self.stack if code in f.characters), self.stack[0])
            if wanted is not face:
                if face is not None:
                    yield start, index, face
                start, face = index, wanted
        if face is not None:
            yield start, len(text), face


@lru_cache(maxsize=64)
def shaper(stack: Stack, language: str) -> Shaper:
    """The one shaper a process has for these faces and this language."""
    return Shaper(stack, language)


@dataclass(frozen=True, slots=True)
class _Run:
    width: float
    parts: tuple[tuple[float, str], ...]
    glyphs: tuple[tuple[int, str], ...]
    faithful: bool


def _shape(face: Face, text: str, start: int, end: int, language: str) -> _Run:
    """One stretch in one face, shaped with the letters around it as context."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text, start, end - start)
    buffer.guess_segment_properties()
    # The place for right-to-left: a run's embedding level decides its direction here.
    buffer.direction = "ltr"
    buffer.language = language
    hb.shape(face.font, buffer, {"kern": True, "liga": True})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    glyphs, faithful = _readable(face, text, end, [(i.codepoint, i.cluster) for i in infos])
    lines: list[tuple[float, list[str]]] = [(0.0, [])]
    width = 0.0
    for info, place in zip(infos, positions, strict=True):
        rise = round(place.y_offset * face.scale, 2)
        if rise != lines[-1][0]:
            lines.append((rise, []))
        shift, step = place.x_offset * face.scale, place.x_advance * face.scale
        operand = lines[-1][1]
        if shift:
            operand.append(f"{-shift:.5g}")
        operand.append(f"<{info.codepoint:04X}>")
        if back := round(face.advance(info.codepoint) - step + shift, 3):
            operand.append(f"{back:.5g}")
        width += step
        faithful = faithful and not rise
    parts = tuple((rise, "".join(operand).replace("><", "")) for rise, operand in lines if operand)
    return _Run(width, parts, tuple(glyphs), faithful)


def _readable(
    face: Face, text: str, end: int, infos: list[tuple[int, int]]
) -> tuple[list[tuple[int, str]], bool]:
    """What each glyph says, and whether the glyphs together say the text.

    A glyph without a character of its own says its cluster. Where a cluster has
    several glyphs of which one has no character, the word needs ActualText
    (ISO 32000-1, 14.9.4), because no map from glyph to text is right for it.
    """
    starts = [*sorted({cluster for _, cluster in infos}), end]
    after = dict(itertools.pairwise(starts))
    glyphs, said = [], ""
    for gid, cluster in infos:
        known = face.text_of.get(gid)
        cluster_text = text[cluster : after[cluster]]
        words = known or cluster_text
        glyphs.append((gid, words))
        said += words
    return glyphs, said == text[starts[0] : end] if infos else True
