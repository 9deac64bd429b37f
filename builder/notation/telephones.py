"""Telephone numbers as they stand in running text: which digits are one that can be dialled.

A wrong link dials a dose, a date or the number of a patient. So a number is taken for one only
where the project knows it, or where it begins as a number of a whole country or of the world does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from builder.notation.phone import GAPS, dialled, fault, says
from builder.notation.quantities import ON_LINE, things

MAYBE = re.compile(r"\d[^A-Za-z]{5,}\d")
# +44 …, 020 …, (020) …, (555) …, 1-800-…: what other numbers in groups do not begin with.
BEGINS = re.compile(rf"\+[1-9]|\(\+?[0-9]{{2,5}}\)|0[0-9]|1[-\u2010\u2011{GAPS}]\(?[2-9]\d\d\D")
# One without gaps, which is no number of a book or an article (ISBN, GTIN): 11 digits, or a code.
CLOSE = re.compile(r"0\d{10}|0\d{2,5}/\d{4,9}")
LEAST = 9  # digits: 01 02 2026 is a day, and 0800-1700 are hours


class Dialled(NamedTuple):
    """Where a number stands in a text, and what a telephone dials for it."""

    start: int
    end: int
    digits: str


def telephones(text: str, known: Collection[str]) -> Iterator[Dialled]:
    """The numbers of a text that can be dialled; `known` are those of the project."""
    if not MAYBE.search(text):
        return
    for thing in things(text, ON_LINE):
        close = CLOSE.fullmatch(text, thing.start, thing.end)
        if thing.kind != "telephone" and not close:
            continue
        start, end = _unbracketed(text, thing.start, thing.end)
        number = text[start:end]
        if not fault(number) and (
            close or _whole(number) or any(says(number, each) for each in known)
        ):
            yield Dialled(start, end, dialled(number))


def _unbracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without brackets round all of it: (020 7946 0000)."""
    inner = text[start + 1 : end - 1]
    round_it = text[start] == "(" and text[end - 1] == ")" and not re.search("[()]", inner)
    return (start + 1, end - 1) if round_it else (start, end)


def _whole(number: str) -> bool:
    """Whether it begins as a number does that is dialled from far away."""
    return bool(BEGINS.match(number)) and len(re.findall("[0-9]", number)) >= LEAST
