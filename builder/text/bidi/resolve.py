"""Weak and neutral types and implicit levels of one isolating run sequence: UAX #9, W1 to I2."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from builder.caches import remembered
from builder.text.bidi.explicit import ISOLATES, IsolatingRun

NEUTRAL = frozenset(("B", "S", "WS", "ON", "PDI", *ISOLATES))
MAX_BRACKETS = 63
# Pairs are neighbours in Unicode, the opening one first, but for these (BidiBrackets.txt).
APART = {"[": "]", "{": "}", "\uff3b": "\uff3d", "\uff5b": "\uff5d"}
APART |= {"\u298d": "\u2990", "\u298f": "\u298e"}
CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}


def resolve(
    sequence: IsolatingRun, types: list[str], classes: Sequence[str], levels: list[int], text: str
) -> None:
    """Sets the levels of a sequence's characters; `types` are the classes after overrides."""
    kinds = [types[place] for place in sequence.places]
    marks = [index for index, kind in enumerate(kinds) if kind == "NSM"]
    _weak(kinds, sequence.sos)
    own = "R" if sequence.level % 2 else "L"
    if text:
        letters = [text[place] for place in sequence.places]
        _brackets(kinds, letters, own, sequence.sos, frozenset(marks))
    _neutral(kinds, own, sequence)
    for place, kind in zip(sequence.places, kinds, strict=True):
        if sequence.level % 2:
            levels[place] += kind != "R"  # I2
        else:
            levels[place] += {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)  # I1


def _weak(kinds: list[str], sos: str) -> None:
    """W1 to W7."""
    _marks(kinds, sos)
    _numbers(kinds, sos)
    _separators(kinds)
    strong = sos
    for index, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):  # W6
            kinds[index] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[index] = "L"


def _marks(kinds: list[str], sos: str) -> None:
    """W1: a mark is of the kind of what it stands on."""
    before = sos
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[index] = "ON" if before in (*ISOLATES, "PDI") else before
        before = kinds[index]


def _numbers(kinds: list[str], sos: str) -> None:
    """W2 and W3: digits after Arabic letters are Arabic; then those letters are like others."""
    strong = sos
    for index, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
            kinds[index] = "L" if kind == "L" else "R"
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"


def _separators(kinds: list[str]) -> None:
    """W4 and W5: a separator within a number, and signs beside one, belong to it."""
    for index, kind in enumerate(kinds):
        if kind in ("ES", "CS") and 0 < index < len(kinds) - 1:
            left, right = kinds[index - 1], kinds[index + 1]
            if left == right and (left == "EN" or (left == "AN" and kind == "CS")):
                kinds[index] = left
    for start, end in _stretches(kinds, ("ET",)):
        if "EN" in (*kinds[max(0, start - 1) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)


def _stretches(
    kinds: Sequence[str], wanted: tuple[str, ...] | frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Where characters of the wanted kinds stand together: (start, end)."""
    start = None
    for index, kind in enumerate((*kinds, "")):
        if kind in wanted:
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None


def _side(kind: str) -> str:
    """A strong direction, numbers counted as from right to left; nothing for others."""
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _neutral(kinds: list[str], own: str, sequence: IsolatingRun) -> None:
    """N1 and N2: a neutral takes the direction on both its sides, or else the embedding's."""
    for start, end in _stretches(kinds, NEUTRAL):
        left = _side(kinds[start - 1]) if start else sequence.sos
        right = _side(kinds[end]) if end < len(kinds) else sequence.eos
        kinds[start:end] = [left if left == right else own] * (end - start)


# -- N0


def _brackets(
    kinds: list[str], letters: Sequence[str], own: str, sos: str, marks: frozenset[int]
) -> None:
    """N0: both brackets of a pair take one direction, and marks on them the same."""
    for start, end in sorted(_pairs(kinds, letters)):
        inside = {_side(kind) for kind in kinds[start + 1 : end]}
        other = "L" if own == "R" else "R"
        if own in inside:
            chosen = own
        elif other in inside:
            before = next((side for kind in reversed(kinds[:start]) if (side := _side(kind))), sos)
            chosen = other if before == other else own
        else:
            continue
        for bracket in (start, end):
            kinds[bracket] = chosen
            after = bracket + 1
            while after in marks:
                kinds[after] = chosen
                after += 1


def _pairs(kinds: Sequence[str], letters: Sequence[str]) -> Iterator[tuple[int, int]]:
    """BD16: the pairs of brackets that are neutral; none when too many are open at once."""
    open_: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for index, (kind, letter) in enumerate(zip(kinds, letters, strict=True)):
        if kind != "ON":
            continue
        closing = closing_of(letter)
        if closing:
            if len(open_) == MAX_BRACKETS:
                break
            open_.append((closing, index))
            continue
        wanted = CANONICAL.get(letter, letter)
        for depth in range(len(open_) - 1, -1, -1):
            if open_[depth][0] == wanted:
                found.append((open_[depth][1], index))
                del open_[depth:]
                break
    yield from found


@remembered
def closing_of(letter: str) -> str:
    """The bracket that closes an opening one (Bidi_Paired_Bracket); nothing for other letters."""
    if not (
        unicodedata.category(letter) == "Ps"
        and unicodedata.mirrored(letter)
        and unicodedata.bidirectional(letter) == "ON"
    ):
        return ""
    closing = APART.get(letter, chr(ord(letter) + 1))
    return CANONICAL.get(closing, closing)
