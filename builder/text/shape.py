"""Words shaped by HarfBuzz, each once a process, ready to be written to a page.

Glyph ids in the PDF are the font's own (the subsets keep them), so what is
remembered for a word is the very operand its line will show.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import uharfbuzz as hb

from builder.caches import remembered
from builder.source.inline import SOFT_HYPHEN
from builder.text.clusters import Cluster, Glyph, Show, operands, strings
from builder.text.faces import INVISIBLE, Face, Stack, script_of

MAX_REMEMBERED = 16_384  # words, about 1.5 KB each: names on long lists are all different


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A shaped word, without the space around it, in one direction.

    `width` is in thousandths of an em. `shows` are its parts in reading order,
    each with its text where no map from glyph to text can give it back (ISO
    32000-1, 14.9.4). `glyphs` are (face, glyph id, text) for the fonts'
    ToUnicode maps. `face` is that of its last letter. A `simple` one has one show and says itself;
    `spaced` shows it with the space after it in one string, where that can be.
    `faces` are all that it is shown in.
    """

    text: str
    width: float
    shows: tuple[tuple[str | None, tuple[Show, ...]], ...]
    glyphs: tuple[tuple[Face, int, str], ...]
    face: Face
    rtl: bool = False
    simple: bool = True
    spaced: str = ""
    faces: tuple[Face, ...] = ()


class Shaper:
    """Shapes and remembers the words of one stack of faces in one language."""

    def __init__(self, stack: Stack, language: str) -> None:
        self.stack = stack
        self.language = language
        self._words: dict[str | tuple[str, str, str, bool], Word] = {}
        self._plain = frozenset(chr(c) for c in stack[0].characters - INVISIBLE if c != 0)

    def word(self, text: str, *, rtl: bool = False, before: str = "", after: str = "") -> Word:
        """The text in one direction, between the letters it joins with."""
        key = (before, text, after, rtl) if rtl or before or after else text
        found = self._words.get(key)
        if found is None:
            if len(self._words) >= MAX_REMEMBERED:
                self._words.clear()
            found = self._words[key] = self._shaped(text, rtl, before, after)
        return found

    @cached_property
    def hyphen(self) -> Word:
        """The hyphen where a line breaks in a word, no part of it (ISO 32000-1, 14.8.2.2.3)."""
        sign = "\u2010" if 0x2010 in self.stack[0].characters else "-"
        shown = self.word(sign)
        said = ((SOFT_HYPHEN, shown.shows[0][1]),)
        return replace(shown, text="", shows=said, simple=False, spaced="")

    def _shaped(self, text: str, rtl: bool, before: str, after: str) -> Word:
        whole = before + text + after
        first = len(before)
        clusters: list[Cluster] = []
        for start, end, face in self._itemized(text):
            clusters += _shape(face, whole, start + first, end + first, self.language, rtl)
        clusters.sort(key=lambda cluster: cluster.start)  # in reading order
        shows = strings(clusters) if rtl else (operands(text, clusters),)
        simple = len(shows) == 1 and shows[0][0] is None and len(shows[0][1]) == 1
        return Word(
            text,
            sum(glyph.advance for cluster in clusters for glyph in cluster.glyphs),
            shows,
            tuple((c.face, g.gid, g.text or c.text) for c in clusters for g in c.glyphs),
            clusters[-1].face,
            rtl,
            simple,
            _spaced(shows[0][1][0], rtl) if simple else "",
            tuple(dict.fromkeys(cluster.face for cluster in clusters)),
        )

    def _itemized(self, text: str) -> Iterator[tuple[int, int, Face]]:
        """Stretches of one face and script. A mark or joiner stays with the letter before it."""
        if self._plain.issuperset(text) and text.isascii():  # as nearly always
            yield 0, len(text), self.stack[0]
            return
        start, face, script = 0, None, ""
        for index, character in enumerate(text):
            code = ord(character)
            own = script_of(character)
            if face is not None and (
                code in INVISIBLE or (not own and script and code in face.characters)
            ):
                continue
            wanted = self._face(text, index)
            if wanted is not face or (own and script and own != script):
                if face is not None:
                    yield start, index, face
                start, face, script = index, wanted, own
            script = script or own
        if face is not None:
            yield start, len(text), face

    def _face(self, text: str, index: int) -> Face:
        """The first face with a letter and the marks on it; else with the letter."""
        wanted = {ord(text[index])}
        for mark in text[index + 1 :]:
            if unicodedata.category(mark)[0] != "M":
                break
            wanted.add(ord(mark))
        wanted -= INVISIBLE
        whole = (face for face in self.stack if wanted <= face.characters)
        alone = (face for face in self.stack if ord(text[index]) in face.characters)
        return next(whole, None) or next(alone, self.stack[0])


def shifted(word: Word, rise: float, scale: float) -> Word:
    """The word above or below its line by a share of an em, in smaller letters."""
    shows = tuple(
        (said, tuple(s._replace(rise=(s.rise * scale + rise * 1000), scale=scale) for s in parts))
        for said, parts in word.shows
    )
    width = word.width * scale
    return replace(word, width=width, shows=shows, simple=False, spaced="")


def _spaced(show: Show, rtl: bool) -> str:
    """The operand of a simple word with the space after it in the same string."""
    space = f"{show.face.space:04X}"
    before, _, rest = show.operand.partition("<")
    string, _, after = rest.partition(">")
    if not rtl:
        return f"{before}<{string}{space}>" if not after else ""
    width = show.face.space_width
    return (
        f" {round(float(before) + width, 1):g}<{space}{string}>{round(float(after) + width, 1):g}"
    )


@remembered
def shaper(stack: Stack, language: str) -> Shaper:
    """The one shaper a process has for these faces and this language."""
    return Shaper(stack, language)


def _shape(
    face: Face, text: str, start: int, end: int, language: str, rtl: bool
) -> Iterator[Cluster]:
    """One stretch in one face, shaped with the letters around it as context."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text, start, end - start)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = language
    # Kerning would break a word from right to left into several strings.
    hb.shape(face.font, buffer, {"kern": not rtl, "liga": True})
    shaped = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = [*sorted({info.cluster for info, _ in shaped}), end]
    following = dict(itertools.pairwise(starts))
    for first, group in itertools.groupby(shaped, key=lambda pair: pair[0].cluster):
        glyphs = tuple(_glyph(face, info.codepoint, place) for info, place in group)
        yield Cluster(first, text[first : following[first]], face, glyphs)


def _glyph(face: Face, gid: int, place: Any) -> Glyph:
    return Glyph(
        gid,
        face.text_of.get(gid),
        place.x_advance * face.scale,
        round(place.x_offset * face.scale, 3),
        round(place.y_offset * face.scale, 2),
    )
