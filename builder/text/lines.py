"""Runs of text as atoms: shaped words, and where lines may break between and within them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from builder.caches import remembered
from builder.model import Typeface
from builder.notation.quantities import addresses
from builder.source.inline import Run
from builder.text import bidi
from builder.text.breaks import letters, segments
from builder.text.clusters import Show
from builder.text.faces import Face, Stack, stacks
from builder.text.shape import Shaper, Word, shaper, shifted
from builder.text.tongues import apart

MIXED = -1
SAME = re.compile(rb"(?s)(.)\1*")
SIGN = re.compile(r"(?<=\w)[/.?&=_@#:-]+(?=\w)")  # in an address, a line may end after it
SHIFTS = {"raised": (0.34, 0.7), "lowered": (-0.14, 0.7)}  # the rise in ems; the size of letters
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
    `level` that of all its pieces, or MIXED. It stands from `start` to `end` in the text.
    """

    width: float
    space: float
    pieces: tuple[Piece, ...]
    space_level: int = 0
    level: int = 0
    start: int = 0
    end: int = 0


Line = Sequence[Atom]


class Text:
    """A paragraph's runs as one text: its atoms in reading order, and whether any part turns.

    Words are shaped in pieces of one run and one embedding level; a word may
    cross from one run to the next.
    """

    def __init__(
        self,
        runs: Sequence[Run],
        regular: Stack,
        bold: Stack,
        language: str,
        rtl: bool,
        typefaces: tuple[Typeface, ...] = (),
    ) -> None:
        self.runs = runs = [run.cleaned() for run in runs]
        self.language = language
        self.typefaces = typefaces
        self.shapers: tuple[Shaper, Shaper] = shaper(regular, language), shaper(bold, language)
        self._shaped_by: dict[int, Shaper] = {}
        shown = [BLANK if run.blank else run.text for run in runs]
        self.text = "".join(shown)
        self.levels = b""
        if rtl or bidi.turned(self.text):
            self.levels = bidi.levels(self.text, int(rtl), apart(runs, language, BLANK))
        self._ends = list(accumulate(map(len, shown)))
        changes = [same.end() for same in SAME.finditer(self.levels)]
        self._cuts = sorted((*self._ends, *changes, len(self.text) + 1))
        self.atoms = list(self._atoms(torn=False))

    @property
    def turned(self) -> bool:
        """Whether any part of it may stand from right to left."""
        return bool(self.levels)

    def shaper_of(self, run: int) -> Shaper:
        """What shapes a run: in its own language, the face that is made for it comes first."""
        if run not in self._shaped_by:
            self._shaped_by[run] = self._chosen(self.runs[run])
        return self._shaped_by[run]

    def _chosen(self, one: Run) -> Shaper:
        if not one.language or one.language == self.language or not self.typefaces:
            return self.shapers[one.strong]
        strong = one.strong or self.shapers[0] is self.shapers[1]
        return shaper(stacks(self.typefaces, one.language)[strong], one.language)

    # -- what no line has room for

    def parted(self, atom: Atom, room: float, *, soft: bool = False) -> tuple[Atom, Atom] | None:
        """An atom in two parts, the first as long as fits in `room`.

        It is parted where its author put a soft hyphen, which is then seen, and if it
        is not to be `soft`, within an address, after a sign.
        """
        for place in reversed(_inside(self._hyphens if soft else self._places, atom)):
            head = self._between(atom.start, place)
            if place in self._hyphens:
                head = self.hyphenated(head)
            if head.width <= room and head.level % 2 == 0:
                head = head._replace(space=atom.space, space_level=atom.space_level)
                return head, self._between(place, atom.end)
        return None

    def divided(self, atom: Atom) -> tuple[Atom, list[Atom]]:
        """An atom up to the first place where it may be parted, and the rest."""
        for place in _inside(self._places, atom)[:1]:
            head = self._between(atom.start, place)._replace(space=atom.space)
            return head, [self._between(place, atom.end)]
        return atom, []

    def is_address(self, atom: Atom) -> bool:
        """Whether it is (a part of) an address, in which a hyphen would be one of its own."""
        return any(start < atom.end and atom.start < end for start, end in self._addresses)

    def finer(self, atom: Atom) -> list[Atom]:
        """What is one thing and must be torn: its parts between spaces and signs."""
        starts = [one.start for one in self._torn]
        first, last = bisect_left(starts, atom.start), bisect_left(starts, atom.end)
        parts = self._torn[first:last]
        return parts if parts and parts[0].start == atom.start else [atom]

    def narrowest(self, atom: Atom) -> float:
        """The width of the widest part of an atom that `parted` leaves, in thousandths of an em.

        What is to be written by hand may be torn: better than a table as cards.
        """
        if BLANK in self.text[atom.start : atom.end]:
            return max(part.width for part in self.finer(atom))
        places = [atom.start, *_inside(self._places, atom), atom.end]
        parts = [self._between(*pair) for pair in pairwise(places)] if places[2:] else [atom]
        shown = (self.hyphenated(p) if p.end in self._hyphens else p for p in parts)
        return max(part.width for part in shown)

    def hyphenated(self, atom: Atom) -> Atom:
        """An atom with a hyphen after it that is no part of its words."""
        last = atom.pieces[-1]
        hyphen = last._replace(word=self.shaper_of(last.run).hyphen)
        return atom._replace(width=atom.width + hyphen.word.width, pieces=(*atom.pieces, hyphen))

    @cached_property
    def _torn(self) -> list[Atom]:
        return list(self._atoms(torn=True))

    @cached_property
    def _hyphens(self) -> list[int]:
        pairs = zip(self.runs, [0, *self._ends], strict=False)
        return [start + place for run, start in pairs for place in run.hyphens]

    @cached_property
    def _addresses(self) -> list[tuple[int, int]]:
        return list(addresses(self.text))

    @cached_property
    def _places(self) -> list[int]:
        signs = (m.end() for span in self._addresses for m in SIGN.finditer(self.text, *span))
        return sorted({*self._hyphens, *signs})

    def _between(self, start: int, end: int) -> Atom:
        """What stands there in the text, with no space before it."""
        run, cut = bisect_right(self._ends, start), bisect_right(self._cuts, start)
        pieces = tuple(self._pieces(start, end, run, cut))
        level = pieces[0].level if len({piece.level for piece in pieces}) == 1 else MIXED
        return Atom(_width(pieces), 0, pieces, 0, level, start, end)

    # -- the atoms

    @cached_property
    def words_in(self) -> dict[Face, set[str]]:
        """The words that are shown in each face."""
        found: dict[Face, set[str]] = {}
        for word in {piece.word for atom in self.atoms for piece in atom.pieces}:
            for face in word.faces:
                found.setdefault(face, set()).add(word.text)
        return found

    @cached_property
    def widest_letter(self) -> float:
        """The width of the widest letter with its marks, in thousandths of an em."""
        pieces = {piece.word: piece for atom in self.atoms for piece in atom.pieces}
        return max(
            (
                self.shaper_of(piece.run).word(letter, rtl=word.rtl).width
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
                    yield Atom(
                        word.width, space, (Piece(word, run, level),), before, level, first, end
                    )
                    face = word.face
                else:
                    pieces = tuple(self._pieces(first, end, run, cut))
                    level = level if all(piece.level == level for piece in pieces) else MIXED
                    yield Atom(_width(pieces), space, pieces, before, level, first, end)
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
        shape = self.shaper_of(run)
        if one.blank:
            return blank(one, self.shapers[0].stack[0], rtl=level % 2 == 1)
        if one.shift:
            return shifted(shape.word(text[cut:stop], rtl=level % 2 == 1), *SHIFTS[one.shift])
        if level % 2 == 0:
            return shape.word(text[cut:stop])
        # Arabic letters join across the edge of a link or of strong text.
        return shape.word(text[cut:stop], rtl=True, before=text[start:cut], after=text[stop:end])


def shaped(
    runs: tuple[Run, ...],
    faces: tuple[Stack, Stack],
    language: str,
    typefaces: tuple[Typeface, ...],
    *,
    rtl: bool,
) -> Text:
    """The runs in the regular and the bold faces; a text that was shaped lately is the same one.

    No size is in it, so that all editions of a handout share their texts.
    """
    foreign = any(run.language and run.language != language for run in runs)
    return _shaped(runs, *faces, language, rtl, typefaces if foreign else ())


@remembered
def _shaped(
    runs: tuple[Run, ...],
    regular: Stack,
    bold: Stack,
    language: str,
    rtl: bool,
    typefaces: tuple[Typeface, ...],
) -> Text:
    return Text(runs, regular, bold, language, rtl, typefaces)


def _inside(places: list[int], atom: Atom) -> list[int]:
    """The places within an atom."""
    return places[bisect_right(places, atom.start) : bisect_left(places, atom.end)]


def _width(pieces: Sequence[Piece]) -> float:
    return sum(piece.word.width for piece in pieces)


def blank(run: Run, face: Face, *, rtl: bool) -> Word:
    """A line to write on: nothing is shown, the place is moved on by its length.

    Where it has words they are what is heard: the text of a space, as some readers
    pass over what shows no glyph.
    """
    width = run.blank * 1000
    if not run.text:
        move = f" {width if rtl else -width:g}"
        return Word("", width, ((None, (Show(face, 0.0, move),)),), (), face, rtl)
    rest = face.space_width - width
    move = f" {width:g}{face.space_on}{face.space_width:g}" if rtl else f"{face.space_on}{rest:g}"
    said = ((run.text, (Show(face, 0.0, move),)),)
    return Word(run.text, width, said, (), face, rtl, simple=False, faces=(face,))
