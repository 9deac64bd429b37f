"""Which way a language is written, and what keeps its own order inside of it.

In text from right to left the parts of a telephone number, and a dose before
its unit, would be put in the wrong order: they are neither side's words. They
are set as isolates from left to right (UAX #9, HL3: a higher-level protocol
may stand for the formatting characters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

Direction = Literal["ltr", "rtl"]

# ISO 15924 scripts written from right to left, and the languages whose usual
# script (CLDR, likely subtags) is one of them.
SCRIPTS = {"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
LANGUAGES = {
    *("ar", "arc", "aeb", "arq", "ary", "arz", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa"),
    *("glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd"),
    *("sdh", "skr", "syr", "ug", "ur", "uzs", "yi"),
}

_DIGITS = r"[0-9\u0660-\u0669\u06f0-\u06f9]"
DIGIT = re.compile(_DIGITS)
NUMBER = rf"{_DIGITS}+(?:[.,\u066b\u066c]{_DIGITS}+)*"
SPACES = "[ \u00a0\u2009\u202f]"
# A telephone number: digits in groups, perhaps with a plus and brackets.
PHONE = rf"\+?\(?{_DIGITS}+\)?(?:[ \u00a0\u2009\u202f-]\(?{_DIGITS}+\)?)+(?!\w)|\+{_DIGITS}+"
# A number and its unit in Latin letters: 38.0 °C, 5 mg, 0.5 mg/kg.
UNIT = rf"°{SPACES}?[CFK]\b|°|[A-Za-zµ]{{1,6}}(?:/[A-Za-z0-9]+)*(?![\w-])"
MEASURE = rf"[-+\u2212<>\u2264\u2265]?{NUMBER}{SPACES}?(?:{UNIT})"
ISOLATE = re.compile(rf"(?<![\w.,+]){MEASURE}|(?<![\w.,]){PHONE}|(?<![\w.,])[-+\u2212]{NUMBER}\b")


CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=256)
def direction(language: str) -> Direction:
    """The direction of a language, by its tag (BCP 47): the script if it is named, else the usual.

    >>> direction("ur"), direction("ur-Latn"), direction("pa-Arab"), direction("hi")
    ('rtl', 'ltr', 'rtl', 'ltr')
    """
    first, *rest = language.split("-")
    for part in rest:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part.title() in SCRIPTS else "ltr"
    return "rtl" if first.lower() in LANGUAGES else "ltr"


def isolates(text: str) -> Iterator[tuple[int, int]]:
    """Where, in a text from right to left, a stretch stands that reads from left to right."""
    if DIGIT.search(text):
        for match in ISOLATE.finditer(text):
            yield match.span()


def unpaired(text: str) -> str:
    """The first formatting character that is not closed, or closes nothing; none is ''.

    What the algorithm would make of it (UAX #9, BD9 to BD11) is not what its
    author meant, for such characters are not seen.
    """
    open_: list[str] = []
    for match in CONTROL.finditer(text):
        sign = match.group()
        if sign in CLOSED_BY:
            open_.append(sign)
        elif not open_ or CLOSED_BY[open_.pop()] != sign:
            return sign
    return open_[0] if open_ else ""
