"""Runs of text broken into lines, ragged right, without hyphenation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.inline import Run
from builder.text.faces import Stack
from builder.text.shape import Shaper, Word, shaper


class Atom(NamedTuple):
    """What no line may break: shaped words, each with the index of its run.

    `width` and `space` (the space before it; 0 where it follows on) are in
    thousandths of an em.
    """

    width: float
    space: float
    pieces: tuple[tuple[Word, int], ...]


Line = Sequence[Atom]


def atoms(runs: Sequence[Run], regular: Stack, bold: Stack, language: str) -> list[Atom]:
    """The runs as atoms in reading order; a word may cross from one run to the next."""
    plain, strong = shaper(regular, language), shaper(bold, language)
    made: list[Atom] = []
    spaced = False
    for index, run in enumerate(runs):
        if run.blank:
            made.append(_blank(run, regular, index, made, spaced))
            spaced = False
            continue
        shape = strong if run.strong else plain
        first = True
        for text in run.text.split(" "):
            spaced = spaced or not first
            first = False
            if not text:
                continue
            for position, word in enumerate(shape.words(text)):
                if position:  # a break without a space
                    made.append(Atom(word.width, 0, ((word, index),)))
                elif spaced or not made:
                    made.append(Atom(word.width, _space(made), ((word, index),)))
                else:
                    made[-1] = _joined(made[-1], word, index)
            spaced = False
    return made


def _joined(atom: Atom, word: Word, index: int) -> Atom:
    return Atom(atom.width + word.width, atom.space, (*atom.pieces, (word, index)))


def _blank(run: Run, stack: Stack, index: int, made: Sequence[Atom], spaced: bool) -> Atom:
    """A line to write on: nothing is shown, the place is moved on by its length."""
    width = run.blank * 1000
    word = Word("", width, ((stack[0], 0.0, f"{-width:g}"),), (), None)
    return Atom(width, _space(made) if spaced else 0, ((word, index),))


def _space(made: Sequence[Atom]) -> float:
    """The width of the space after the last atom, which is set in the face that ends it."""
    return made[-1].pieces[-1][0].parts[-1][0].space_width if made else 0


def broken(
    made: Sequence[Atom], width: float, runs: Sequence[Run], shapers: tuple[Shaper, Shaper]
) -> list[list[Atom]]:
    """The atoms in lines of at most `width` thousandths of an em, filled greedily.

    An atom that is wider than a line (a web address in a narrow cell) is cut
    between its letters; nothing is ever let out of its box.
    """
    lines: list[list[Atom]] = []
    line: list[Atom] = []
    room = width
    for atom in made:
        if line and atom.width + atom.space <= room:
            line.append(atom)
            room -= atom.width + atom.space
            continue
        if line:
            lines.append(line)
        *full, last = _cut(atom, width, runs, shapers) if atom.width > width else (atom,)
        lines += [[piece] for piece in full]
        line = [last]
        room = width - last.width
    if line:
        lines.append(line)
    return lines


def _cut(
    atom: Atom, width: float, runs: Sequence[Run], shapers: tuple[Shaper, Shaper]
) -> Iterator[Atom]:
    """An atom in pieces that fit; each piece but the first follows on without a space."""
    pieces: list[tuple[Word, int]] = []
    used, space = 0.0, atom.space
    for word, index in atom.pieces:
        shape = shapers[runs[index].strong]
        for letters in _letters(word, width, shape) if word.text else [word]:
            if pieces and used + letters.width > width:
                yield Atom(used, space, tuple(pieces))
                pieces, used, space = [], 0.0, 0.0
            pieces.append((letters, index))
            used += letters.width
    yield Atom(used, space, tuple(pieces))


def _letters(word: Word, width: float, shape: Shaper) -> Iterator[Word]:
    """A word in the longest pieces that fit, cut where a letter with its marks ends."""
    text = word.text
    while text:
        end = len(text)
        while end > 1 and sum(w.width for w in shape.words(text[:end])) > width:
            end -= 1
        while 1 < end < len(text) and _joins(text[end]):
            end -= 1
        yield from shape.words(text[:end])
        text = text[end:]


def _joins(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or character in "\u200c\u200d"
