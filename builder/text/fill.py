"""Lines filled with words, ragged; a word that no line has room for is cut, with a hyphen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from builder.text.breaks import letters
from builder.text.faces import script_of
from builder.text.lines import Atom, Piece, Text
from builder.text.shape import Shaper, Word

# Scripts in which a word that is cut has a hyphen (CSS Text 3, 6.1, "hyphens").
HYPHENATED = {"Latn", "Grek", "Cyrl", "Armn", "Geor", "Copt"}
HYPHENATED |= {"Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym"}


def broken(text: Text, width: float) -> list[list[Atom]]:
    """The atoms in lines of at most `width` thousandths of an em, filled greedily.

    An atom that is wider than a line is cut; nothing is ever let out of its box.
    """
    lines: list[list[Atom]] = []
    line: list[Atom] = []
    room = width
    waiting = text.atoms[::-1]
    while waiting:
        atom = waiting.pop()
        space = atom.space if line else 0
        if atom.width + space <= room:
            line.append(atom)
            room -= atom.width + space
            continue
        if parts := text.parted(atom, room - space, soft=bool(line and atom.space)):
            line.append(parts[0])
            waiting.append(parts[1])
        elif line:
            waiting.append(atom)
        elif len(finer := text.finer(atom)) > 1:
            waiting += reversed(finer)
            continue
        else:
            head, rest = text.divided(atom)
            waiting += rest
            *full, last = _cut(head, width, text)
            lines += [[part] for part in full]
            line, room = [last], width - last.width
            continue
        lines.append(line)
        line, room = [], width
    return [*lines, line] if line else lines


def _cut(atom: Atom, width: float, text: Text) -> Iterator[Atom]:
    """An atom in parts that fit; each part but the first follows on without a space."""
    pieces: list[Piece] = []
    used, space = 0.0, atom.space
    hyphens = not text.is_address(atom)

    def made() -> Atom:
        return Atom(used, space, tuple(pieces), atom.space_level, atom.level)

    for piece in atom.pieces:
        word, run, level = piece
        shape = text.shaper_of(run)
        parts = _fitting(word, width, shape, hyphens) if word.text else [(word, False)]
        for part, hyphen in parts:
            if pieces and used + part.width > width:
                yield made()
                pieces, used, space = [], 0.0, 0.0
            pieces.append(Piece(part, run, level))
            used += part.width
            if hyphen:
                yield text.hyphenated(made())
                pieces, used, space = [], 0.0, 0.0
    if pieces:
        yield made()


def _fitting(word: Word, width: float, shape: Shaper, hyphens: bool) -> Iterator[tuple[Word, bool]]:
    """A word in the longest parts that fit, cut where a letter with its marks ends.

    Each with whether a hyphen is to follow it; no letter stands alone then.
    """
    rest = letters(word.text, shape.language)
    while rest:
        end = _longest(rest, width, shape, rtl=word.rtl)
        part = shape.word("".join(rest[:end]), rtl=word.rtl)
        if part.width > width and len(finer := _finer(part.text)) > 1:
            rest[:1] = finer  # a stack of letters in a column narrower than it
            continue
        hyphen = False
        if hyphens and end < len(rest):
            before = _longest(rest, width - shape.hyphen.width, shape, rtl=word.rtl)
            before = max(1, min(before, len(rest) - 2))
            shorter = shape.word("".join(rest[:before]), rtl=word.rtl)
            hyphen = before > 1 and _hyphenated(rest[before - 1], rest[before])
            hyphen = hyphen and shorter.width + shape.hyphen.width <= width
            end, part = (before, shorter) if hyphen else (end, part)
        yield part, hyphen
        rest = rest[end:]


def _hyphenated(before: str, after: str) -> bool:
    """Whether a word that is cut between two letters is shown with a hyphen."""
    return before[0].isalpha() and after[0].isalpha() and script_of(before[0]) in HYPHENATED


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
