"""Embedding levels and visual order: the Unicode Bidirectional Algorithm (UAX #9).

Rules are named as the standard names them: P2 and P3 find the direction, X1 to
X10 the explicit levels and isolating run sequences (`explicit`), W1 to W7 the
weak types, N0 to N2 the neutrals, I1 and I2 the levels (`resolve`), L1 and L2
the order on a line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from builder.text.bidi.explicit import REMOVED, explicit, sequences
from builder.text.bidi.resolve import resolve

LRI, PDI = "\u2066", "\u2069"
NEEDED = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO"))
SPACES = frozenset(("WS", "FSI", "LRI", "RLI", "PDI", "BN", *REMOVED))


def levels(text: str, base: int, isolates: Iterable[tuple[int, int]] = ()) -> tuple[int, ...]:
    """The embedding level of each character of a paragraph whose own level is `base` (0 or 1).

    The stretches `isolates` are set as if LRI and PDI stood round them (HL3).
    L1 is left to the line: its spaces at the end take the level of the paragraph.
    """
    marked, places = _marked(text, isolates)
    classes = [category(character) for character in marked]
    found = resolved(classes, base, marked)
    return tuple(found[place] for place in places)


def _marked(text: str, isolates: Iterable[tuple[int, int]]) -> tuple[str, Sequence[int]]:
    """The text with its isolates written out, and where each character went."""
    pieces: list[str] = []
    places: list[int] = []
    position = shift = 0
    for start, end in isolates:
        pieces += [text[position:start], LRI, text[start:end], PDI]
        places += range(position + shift, start + shift)
        places += range(start + shift + 1, end + shift + 1)
        position, shift = end, shift + 2
    pieces.append(text[position:])
    places += range(position + shift, len(text) + shift)
    return "".join(pieces), places


def resolved(classes: Sequence[str], base: int, text: str = "") -> list[int]:
    """The level of each character by its class; `text` is needed for pairs of brackets.

    A character that X9 removes has the level of the one before it.
    """
    found, types = explicit(classes, base)
    for sequence in list(
        sequences(classes, found, base)
    ):  # all of them found before any is resolved
        resolve(sequence, types, classes, found, text)
    level = base
    for index, kind in enumerate(classes):
        if kind in REMOVED:
            found[index] = level
        level = found[index]
    for index, kind in enumerate(classes):  # L1, but for the spaces that end the line
        if kind in ("S", "B"):
            found[index] = base
            before = index - 1
            while before >= 0 and classes[before] in SPACES:
                found[before] = base
                before -= 1
    return found


@cache
def category(character: str) -> str:
    """The Bidi_Class; a character without one is taken as from left to right."""
    return unicodedata.bidirectional(character) or "L"


def turned(text: str) -> bool:
    """Whether a paragraph from left to right needs the algorithm at all."""
    return not text.isascii() and any(category(character) in NEEDED for character in text)


def visual(line: Sequence[int]) -> list[int]:
    """L2: the indices of a line's items, given their levels, in the order they stand."""
    order = list(range(len(line)))
    if not line:
        return order
    lowest_odd = min((level for level in line if level % 2), default=max(line) + 1)
    for level in range(max(line), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order
