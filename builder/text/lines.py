"""Runs of text broken into lines, ragged, without hyphenation."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from builder.direction import isolates
from builder.inline import Run
from builder.text import bidi
from builder.text.breaks import letters, segments
from builder.text.clusters import Show
from builder.text.faces import Face, Stack
from builder.text.shape import Shaper, Word, shaper

MIXED = -1
SAME = re.compile(rb"(?s)(.)\1*")
BLANK = "\ufffc"  # stands for a line to write on, as for any object in text


class Piece(NamedTuple):
    """A shaped word, the index of its run, and its embedding level."""

    word: Word
    run: int
    level: int


class Atom(NamedTuple):
    """What no line may break.

    `width` and `space` (the space before it; 0 where it follows on) are in
    thousandths of an em; `space_level` is the embedding level of that space,
    `level` that of all its pieces, or MIXED. `start` is where it stands in the text.
    """

    width: float
    space: float
    pieces: tuple[Piece, ...]
    space_level: int = 0
    level: int = 0
    start: int = 0


Line = Sequence[Atom]


class Text:
    """A paragraph's runs as one text: its atoms in reading order, and whether any part turns.

    Words are shaped in pieces of one run and one embedding level; a word may
    cross from one run to the next.
    """

    def __init__(
        self, runs: Sequence[Run], regular: Stack, bold: Stack, language: str, rtl: bool
    ) -> None:
        self.runs = runs
        self.language = language
        self.shapers: tuple[Shaper, Shaper] = shaper(regular, language), shaper(bold, language)
        self.text = "".join(BLANK if run.blank else run.text for run in runs)
        self.levels = b""
        if rtl or bidi.turned(self.text):
            apart = isolates(self.text, "rtl" if rtl else "ltr")
            self.levels = bidi.levels(self.text, int(rtl), apart)
        self._ends = list(accumulate(len(run.text or BLANK) for run in runs))
        changes = [same.end() for same in SAME.finditer(self.levels)]
        self._cuts = sorted((*self._ends, *changes, len(self.text) + 1))
        self.atoms = list(self._atoms(torn=False))

    @property
    def turned(self) -> bool:
        """Whether any part of it may stand from right to left."""
        return bool(self.levels)

    @cached_property
    def _torn(self) -> list[Atom]:
        return list(self._atoms(torn=True))

    def finer(self, atom: Atom) -> list[Atom]:
        """What stands in an atom that no line has room for: its parts between spaces and signs."""
        starts = [one.start for one in self._torn]
        first = bisect_left(starts, atom.start)
        later = [one.start for one in self.atoms if one.start > atom.start]
        return self._torn[first : bisect_left(starts, later[0]) if later else None]

    def widest_letter(self) -> float:
        """The width of the widest letter with its marks, in thousandths of an em."""
        pieces = {piece.word: piece for atom in self.atoms for piece in atom.pieces}
        return max(
            (
                self.shapers[self.runs[piece.run].strong].word(letter, rtl=word.rtl).width
                for word, piece in pieces.items()
                for letter in letters(word.text, self.language)
            ),
            default=0.0,
        )

    def _atoms(self, *, torn: bool) -> Iterator[Atom]:
        start = run = cut = 0
        face: Face | None = None  # of the word before the next space
        spaced = False
        levels, cuts, ends = self.levels, self._cuts, self._ends
        for segment in segments(self.text, self.language, torn=torn):
            first = start + len(segment) - len(segment.lstrip(" "))
            spaced = spaced or first > start
            if body := segment.strip(" "):
                end = first + len(body)
                while ends[run] <= first:
                    run += 1
                while cuts[cut] <= first:
                    cut += 1
                level = levels[first] if levels else 0
                space = face.space_width if spaced and face else 0
                before = levels[first - 1] if levels and space else 0
                if cuts[cut] >= end:  # all in one piece, as nearly always
                    word = self._word(first, first, end, end, run, level)
                    yield Atom(word.width, space, (Piece(word, run, level),), before, level, first)
                    face = word.face
                else:
                    pieces = tuple(self._pieces(first, end, run, cut))
                    level = level if all(piece.level == level for piece in pieces) else MIXED
                    yield Atom(_width(pieces), space, pieces, before, level, first)
                    face = pieces[-1].word.face
                spaced = False
            spaced = spaced or segment[-1] == " "
            start += len(segment)

    def _pieces(self, start: int, end: int, run: int, cut: int) -> Iterator[Piece]:
        """What stands from `start` to `end`, cut where the run or the level changes."""
        position = start
        while position < end:
            while self._ends[run] <= position:
                run += 1
            while self._cuts[cut] <= position:
                cut += 1
            stop = min(end, self._cuts[cut])
            level = self.levels[position] if self.levels else 0
            yield Piece(self._word(start, position, stop, end, run, level), run, level)
            position = stop

    def _word(self, start: int, cut: int, stop: int, end: int, run: int, level: int) -> Word:
        text, one = self.text, self.runs[run]
        shape = self.shapers[one.strong]
        if one.blank:
            return blank(one.blank, self.shapers[0].stack[0], rtl=level % 2 == 1)
        if level % 2 == 0:
            return shape.word(text[cut:stop])
        # Arabic letters join across the edge of a link or of strong text.
        return shape.word(text[cut:stop], rtl=True, before=text[start:cut], after=text[stop:end])


def _width(pieces: Sequence[Piece]) -> float:
    return sum(piece.word.width for piece in pieces)


def blank(ems: float, face: Face, *, rtl: bool) -> Word:
    """A line to write on: nothing is shown, the place is moved on by its length."""
    width = ems * 1000
    move = f" {width if rtl else -width:g}"
    return Word("", width, ((None, (Show(face, 0.0, move),)),), (), face, rtl)


def broken(text: Text, width: float) -> list[list[Atom]]:
    """The atoms in lines of at most `width` thousandths of an em, filled greedily.

    An atom that is wider than a line (a web address in a narrow cell) is cut
    between its letters; nothing is ever let out of its box.
    """
    lines: list[list[Atom]] = []
    line: list[Atom] = []
    room = width
    for atom in _narrowed(text, width):
        if line and atom.width + atom.space <= room:
            line.append(atom)
            room -= atom.width + atom.space
            continue
        if line:
            lines.append(line)
        *full, last = _cut(atom, width, text) if atom.width > width else (atom,)
        lines += [[piece] for piece in full]
        line = [last]
        room = width - last.width
    if line:
        lines.append(line)
    return lines


def _narrowed(text: Text, width: float) -> Iterator[Atom]:
    """The atoms, those that are wider than a line in parts."""
    for atom in text.atoms:
        yield from (atom,) if atom.width <= width else text.finer(atom)


def _cut(atom: Atom, width: float, text: Text) -> Iterator[Atom]:
    """An atom in parts that fit; each part but the first follows on without a space."""
    pieces: list[Piece] = []
    used, space = 0.0, atom.space
    for piece in atom.pieces:
        word, run, level = piece
        shape = text.shapers[text.runs[run].strong]
        for part in _fitting(word, width, shape) if word.text else [word]:
            if pieces and used + part.width > width:
                yield Atom(used, space, tuple(pieces), atom.space_level, atom.level)
                pieces, used, space = [], 0.0, 0.0
            pieces.append(Piece(part, run, level))
            used += part.width
    yield Atom(used, space, tuple(pieces), atom.space_level, atom.level)


def _fitting(word: Word, width: float, shape: Shaper) -> Iterator[Word]:
    """A word in the longest parts that fit, cut where a letter with its marks ends."""
    rest = letters(word.text, shape.language)
    while rest:
        end = _longest(rest, width, shape, rtl=word.rtl)
        part = shape.word("".join(rest[:end]), rtl=word.rtl)
        if part.width > width and len(finer := _finer(part.text)) > 1:
            rest[:1] = finer  # a stack of letters in a column narrower than it
            continue
        yield part
        rest = rest[end:]


def _longest(rest: Sequence[str], width: float, shape: Shaper, *, rtl: bool) -> int:
    """How many of the letters fit, found by halves; at least one."""
    low, high = 1, len(rest)
    while low < high:
        middle = (low + high + 1) // 2
        if shape.word("".join(rest[:middle]), rtl=rtl).width <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _finer(text: str) -> list[str]:
    """A letter's parts, each with its marks, where even the letter is too wide."""
    found: list[str] = []
    for character in text:
        if found and (unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"):
            found[-1] += character
        else:
            found.append(character)
    return found
