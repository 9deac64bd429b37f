"""Where a line may break: UAX #14, as ICU implements it, with dictionaries for Thai and its like.

The standard lets an implementation tailor what stands round hyphens and
slashes (UAX #14, 8): a line breaks after one only between two parts of three
letters or more ("mother-|in-|law", but "X-ray" and "and/or" stay whole).
Nor does it break within what is one thing, such as a dose, a date or a
telephone number (`quantities`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from icu4py.breakers import CharacterBreaker, LineBreaker, SentenceBreaker

from builder.notation.quantities import wholes

DASHES = frozenset("-\u2010\u2013/")
BREAK = re.compile(r"(?<=[^\W\d_]{3}[-\u2010\u2013/])(?=[^\W\d_]{3})")
NONE = (sys.maxsize, sys.maxsize)


def segments(text: str, language: str, *, torn: bool = False) -> Iterator[str]:
    """The text in the pieces between which a line may break, each with the spaces after it.

    With `torn`, also within what is one thing, for lines it is too long for.
    """
    held = ""
    position = 0
    kept = iter(() if torn else wholes(text))
    start, end = next(kept, NONE)
    for piece in LineBreaker(text, language):
        held += piece
        position += len(piece)
        while end <= position:
            start, end = next(kept, NONE)
        if held[-1] in DASHES and position < len(text) and not BREAK.match(text, position):
            continue
        if start < position:
            continue
        yield held
        held = ""
    if held:
        yield held


def letters(text: str, language: str) -> list[str]:
    """The text letter by letter, each with its marks (UAX #29): what is never cut."""
    return list(CharacterBreaker(text, language))


def sentences(text: str, language: str) -> list[str]:
    """The text in its sentences (UAX #29), each with the spaces after it."""
    return list(SentenceBreaker(text, language))
