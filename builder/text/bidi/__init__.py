"""Embedding levels and visual order: the Unicode Bidirectional Algorithm (UAX #9).

Rules are named as the standard names them: P2 and P3 find the direction, X1 to
X10 the explicit levels and isolating run sequences (`explicit`), W1 to W7 the
weak types, N0 to N2 the neutrals, I1 and I2 the levels (`resolve`), L1 and L2
the order on a line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import ClassVar

from builder.caches import remembered
from builder.notation.direction import Apart
from builder.text.bidi.explicit import REMOVED, explicit, sequences
from builder.text.bidi.resolve import resolve

OBJECT = "\ufffc"
NEEDED = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO"))
SPACES = frozenset(("WS", "FSI", "LRI", "RLI", "PDI", "BN", *REMOVED))


def levels(text: str, base: int, isolates: Iterable[Apart] = ()) -> bytes:
    """The embedding level of each character of a paragraph whose own level is `base` (0 or 1).

    The stretches `isolates` are set as if LRI and LRO stood before them, PDF and PDI
    after them (HL3): to what is round it, an isolate is one neutral character; in
    it, all goes from left to right, as groups of Arabic digits would not. A phrase
    has a direction of its own, and order in it.
    L1 is left to the line: its spaces at the end take the level of the paragraph.
    """
    apart = list(isolates)
    if not apart:
        return _levels(text, base)
    outer, position = "", 0
    for start, end, _, _ in apart:
        outer += text[position:start] + OBJECT
        position = end
    found = _levels(outer + text[position:], base)
    made = b""
    position = place = 0
    for start, end, phrase, inner in apart:
        made += found[place : place + start - position]
        if phrase is None:
            made += bytes((base + 2 - base % 2,)) * (end - start)
        else:
            made += levels(text[start:end], base + 2 - (base + (phrase == "rtl")) % 2, inner)
        place += start - position + 1
        position = end
    return made + found[place:]


def _levels(text: str, base: int) -> bytes:
    """The levels of a text without isolates; nearly all texts are of the two plainest kinds."""
    signs = text.translate(SIGNS)
    if base % 2 and not OTHER.search(signs):
        return _numbers_apart(signs, base)
    if base % 2 == 0 and not TURNING.search(signs):
        return bytes((base,)) * len(text)
    return bytes(resolved([category(character) for character in text], base, text))


class _Signs(dict[int, str]):
    """A letter for the class of each character; '?' for those that need the whole algorithm."""

    KINDS: ClassVar = {"R": "R", "AL": "A", "NSM": "N", "EN": "E", "AN": "D", "ES": "S", "CS": "C"}
    KINDS |= {"WS": "O", "ON": "O", "ET": "T", "L": "L"}

    def __missing__(self, code: int) -> str:
        self[code] = sign = self.KINDS.get(category(chr(code)), "?")
        return sign


SIGNS = _Signs()
# What a text from right to left may not have to be plain: letters from left to right, signs
# that belong to numbers (W5), two kinds of digits, marks that stand on no letter.
OTHER = re.compile("[LT?]|D.*E|E.*D|(?:^|[^RAN])N")
TURNING = re.compile("[RAD?]")
NUMBER = re.compile("[ED]+(?:[SC][ED]+)*")


def _numbers_apart(signs: str, base: int) -> bytes:
    """All goes one way, but numbers the other; a separator within one belongs to it (W2, W4)."""
    found = bytearray((base,)) * len(signs)
    for match in NUMBER.finditer(signs):
        start, end = match.span()
        found[start:end] = bytes((base + 1,)) * (end - start)
        arabic = "D" in match[0] or signs.rfind("A", 0, start) > signs.rfind("R", 0, start)
        if arabic and "S" in match[0]:
            for place in range(start, end):
                if signs[place] == "S":
                    found[place] = base
    return bytes(found)


def resolved(classes: Sequence[str], base: int, text: str = "") -> list[int]:
    """The level of each character by its class; `text` is needed for pairs of brackets.

    A character that X9 removes has the level of the one before it.
    """
    found, types = explicit(classes, base)
    for sequence in list(
        sequences(classes, found, base)
    ):  # all of them found before any is resolved
        resolve(sequence, types, classes, found, text)
    if REMOVED.isdisjoint(classes) and "S" not in classes and "B" not in classes:
        return found
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


@remembered
def category(character: str) -> str:
    """The Bidi_Class; a character without one is taken as from left to right."""
    return unicodedata.bidirectional(character) or "L"


def turned(text: str) -> bool:
    """Whether a paragraph from left to right needs the algorithm at all."""
    return not text.isascii() and any(category(character) in NEEDED for character in text)


def visual(line: bytes) -> list[int]:
    """L2: the indices of a line's items, given their levels, in the order they stand."""
    order = list(range(len(line)))
    if len(set(line)) < 2:  # all of it one way
        return order[::-1] if line and line[0] % 2 else order
    lowest_odd = min((level for level in line if level % 2), default=max(line) + 1)
    for level in range(max(line), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and line[order[end]] >= level:
                end += 1
            if end - start > 1:
                order[start:end] = order[start:end][::-1]
            start = end + 1
    return order
