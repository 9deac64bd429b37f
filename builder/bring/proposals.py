"""What a person may want to make more of: telephone numbers, versions and days of review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from builder.notation.phone import NUMBER, dialled, fault

CALLED = re.compile(
    r"(?:\b(?:tel\w*|phone\w*|call|ring|text|dial|fax)|\u260e)\W*(?:\w+\W+){0,4}$", re.I
)
VERSION = re.compile(
    r"\bv(?:ersion|er\.|\.)?\s*(?:no\.?|number)?\s*:?\s*([0-9]+(?:\.[0-9]+){0,2})\b", re.I
)
REVIEW = re.compile(r"\breview\w*\b.*[0-9]{4}|\b(?:valid|expir\w+)\b.*[0-9]{4}", re.I)
LEAST = 9  # figures of a number that nothing before it calls one


def telephones(texts: Iterable[str]) -> Counter[str]:
    """The numbers that texts give to be rung, as they are written first, and how often."""
    found: Counter[str] = Counter()
    names: dict[str, str] = {}
    for text in texts:
        for match in NUMBER.finditer(text):
            number = match.group().strip(" ().-/\u00a0\u2013")
            number = match.group().rstrip(" (.-/\u00a0\u2013") if "(" in match.group() else number
            if fault(number) or not _rung(number, text[: match.start()]):
                continue
            found[names.setdefault(dialled(number), number)] += 1
    return found


def _rung(number: str, before: str) -> bool:
    """Whether figures are a telephone number: long and begun like one, or called so."""
    figures = dialled(number)
    if CALLED.search(before[-60:]):
        return 3 <= len(figures) <= 16
    return len(figures) >= LEAST and figures[0] in "+0"


def version(lines: Iterable[str]) -> str:
    """The version that the lines at head and foot give; "" for none."""
    return next((found[1] for line in lines if (found := VERSION.search(line))), "")


def reviews(lines: Iterable[str]) -> list[str]:
    """Those lines that tell when the leaflet is to be looked at again."""
    return [line for line in lines if REVIEW.search(line)]
