"""Marks on letters: how many a letter can have, so that they do not cover the lines round it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# More than any language writes on one letter: Hebrew has four with points and accents, Tibetan
# and Burmese four, Vietnamese two.
MOST_MARKS = 5


def heaped(text: str) -> Iterator[int]:
    """Where marks stand that are too many for their letter.

    Counted are those that take no room of their own (Mn and Me of Unicode); what joins letters and
    is not seen does not begin a new one.

    >>> [*heaped("e" + 7 * "\\u0301")]
    [6, 7]
    """
    if text.isascii():
        return
    count = 0
    for place, sign in enumerate(text):
        kind = unicodedata.category(sign)
        if kind in ("Mn", "Me"):
            count += 1
            if count > MOST_MARKS:
                yield place
        elif kind != "Cf":
            count = 0
