"""Where a line may break: UAX #14, as ICU implements it, with dictionaries for Thai and its like.

The standard lets an implementation tailor what stands round hyphens and
slashes (UAX #14, 8): a line breaks after one only between two parts of three
letters or more ("graft-|versus-|host", but "CAR-T" and "and/or" stay whole),
and never within a range of numbers. Nor does it break between a number and the
sign of its unit: "5" at the end of a line and "mg" on the next is a dose torn in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from icu4py.breakers import CharacterBreaker, LineBreaker, SentenceBreaker

DASHES = frozenset("-\u2010\u2013/")
BREAK = re.compile(r"(?<=[^\W\d_]{3}[-\u2010\u2013/])(?=[^\W\d_]{3})")

NUMBER = re.compile(r"\d[\u0020\u202f]$")
# International signs, the same in every language (SI Brochure, 9th edition, 5.4.3).
UNIT = re.compile(r"(?:[mk]?g|[mck]?m|m?[lL]|mmol|°[CF]?|%)(?![^\W_])")


def segments(text: str, language: str) -> Iterator[str]:
    """The text in the pieces between which a line may break, each with the spaces after it."""
    held = ""
    position = 0
    for piece in LineBreaker(text, language):
        held += piece
        position += len(piece)
        if held[-1] in DASHES and position < len(text) and not BREAK.match(text, position):
            continue
        if NUMBER.search(held) and UNIT.match(text, position):
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
