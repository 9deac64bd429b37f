"""Which way a language is written, and what keeps its own order inside of it.

Beside words from right to left the parts of a telephone number, and a dose before
its unit, would be put in the wrong order: they are neither side's words. They
are set as isolates from left to right (UAX #9, HL3: a higher-level protocol
may stand for the formatting characters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from builder.caches import remembered
from builder.notation.quantities import APART, DASH, things

Direction = Literal["ltr", "rtl"]

# The code of a language, perhaps with its script and country (BCP 47).
LANGUAGE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
# Letters of other scripts than Latin, and no signs that all scripts share.
FOREIGN = re.compile("[\u0370-\u1dff\u1f00-\u1fff\u2c00-\ud7ff\uf900-\ufeff\U00010000-\U0003ffff]")
# ISO 15924 scripts written from right to left, and the languages whose usual
# script (CLDR, likely subtags) is one of them.
SCRIPTS = {"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
LANGUAGES = {
    *("ar", "arc", "aeb", "arq", "ary", "arz", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa"),
    *("glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd"),
    *("sdh", "skr", "syr", "ug", "ur", "uzs", "yi"),
}

# Of these a text from right to left needs no more than the algorithm: 5, 1,000, 38.5.
PLAIN = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
RANGE = re.compile(rf"{DASH}(?=\d)|(?<=\d){DASH}")
# Hebrew, Arabic and the scripts beside them; the later ones are in a plane of their own.
TURNING = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Apart(NamedTuple):
    """A stretch of text that is an isolate: a number, or a phrase with a direction of its own.

    `inner` are the numbers in it.
    """

    start: int
    end: int
    phrase: Direction | None = None
    inner: tuple[Apart, ...] = ()


CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")


@remembered
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


def isolates(text: str, base: Direction = "rtl") -> Iterator[tuple[int, int]]:
    """Where a stretch stands that reads from left to right, whatever is beside it.

    Those of a text from left to right would be drawn over to the other side of
    a word from right to left before them, part by part. The ends of a range are
    two such stretches: like words, they follow each other as the text does,
    with whichever dash they are written.
    """
    if base == "ltr" and not TURNING.search(text):
        return
    for start, end, kind in things(text, APART):
        if kind == "address" and TURNING.search(text, start, end):
            continue  # it has words of its own that read from right to left
        ranged = RANGE.match(text, end) or (start and RANGE.match(text, start - 1))
        plain = kind == "quantity" and PLAIN.fullmatch(text, start, end)
        if base == "ltr" or ranged or not plain:
            yield start, end


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
