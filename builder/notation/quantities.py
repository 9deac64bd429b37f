"""What is written with digits and is one thing: a dose, a date, a telephone number, an address.

Torn at the end of a line, or put in another order by words of the other
direction, it says something else: "5" and "000 IU" is 5. One grammar finds these
things for lines (`wholes`), for the order of words (`direction.isolates`), on
paper and on screen. It knows digits of every script, and signs, not words: of
units those that are written alike in many languages (SI Brochure, 9th edition,
5.4.3), and what clinics write beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from builder.caches import remembered

SPACE = "[ \u00a0\u2007\u2009\u202f]"
DASH = "[-\u2010-\u2013\u2212]"
DIGIT = re.compile(r"[\d\ufffc\u00bc-\u00be\u2150-\u215e]")
_RAISED = "[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u207a\u207b]"
_PART = "[\u00bc-\u00be\u2150-\u215e]"  # ½ and its like
_MONEY = rf"(?:(?:[A-Z]{{1,2}}\$|[£$€¥₹₪₺₽₴₩]){SPACE}?)"
# The number in a name (B12, CT-03, A&E/2) is no quantity, nor is the end of one.
_START = r"(?<!\w)(?<![^\W\d][-\u2010\u2011\u2013.,:/'’+@&])(?<!\d[.,:/^'’])"

_DAY = rf"(?:\d{{4}}{DASH}\d\d?{DASH}\d\d?(?:T\d\d(?::\d\d)+Z?)?|\d\d?{DASH}\d\d?{DASH}\d{{2,4}})"
_GROUPED = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)"  # 10 000 000
_INNER = "[.,:/^·'’\u066b\u066c\u2044\u2236]"
_PLAIN = rf"(?:{_GROUPED}|\d+)(?:{_INNER}\d+)*(?:{SPACE}?{_PART})?{_RAISED}*"
_NUMBER = rf"(?:{_DAY}(?![\d-])|{_PLAIN}|{_PART})"
_COMPARED = "[<>\u2264\u2265\u2248~±×=]"
_SIGN = rf"(?:{_COMPARED}{SPACE}?)?(?:(?<![\w)])[-+\u2212])?{_MONEY}?"

_METRIC = r"[mnpkdcMGµμ]?(?:g|m|mol|[lL]|Pa|Hz|[eE]q|[oO]sm)|[kM]?J|[kK]?cal|[mnµμ]?s"
_METRIC += r"|[mµμkMGT]?(?:Gy|Sv|Bq)|[mµμkM](?:V|A|W|U|IU)"
_CLINIC = r"mcg|u[gL]|IU|iu|U|mm ?Hg|cm ?H[2₂]O|bpm|ppm|dB|lbs?|oz|ft|hrs?|h|mins?|secs?"
_CLOCK = r"[ap]m|[AP]M|[ap]\.[ \u00a0]?m\.|Uhr"
_COIN = r"[£$€¥₹₪₺₽₴]|EUR|GBP|USD|CHF|kr|zł|Kč"
_CYRILLIC = r"м?к?г|мл|л|[мс]?м|ммоль|МЕ|ЕД"
_ARABIC = r"ملغ|ملجم|مجم|مغ|كجم|كغ|غ|جم|مل|ملم|مم|سم"
_SIGNS = r"°[ \u00a0\u202f]?[CFK]?|[%‰٪×]|x"
_ENDS = rf"{_RAISED}*(?![^\W_])"
_UNIT = rf"(?:{_METRIC}|{_CLINIC}|{_CLOCK}|{_COIN}|{_CYRILLIC}|{_SIGNS}){_ENDS}"
_LATIN = r"[A-Za-zµμ]{1,6}(?![\w-])"  # in text of another script such a word is a unit


def _quantity(unit: str, letter: str) -> re.Pattern[str]:
    """A number with its signs before it, what it is times, its unit, and per what that is."""
    times = rf"(?:{SPACE}?[×xX*]{SPACE}?{_NUMBER})*"
    per = rf"(?:/(?:\d+(?:[.,]\d+)?{SPACE}?)?{letter}+{_RAISED}*)*"  # mL/min/1.73 m²
    return re.compile(rf"{_SIGN}{_NUMBER}{times}(?:{SPACE}?(?:{unit}){per}|{per})(?!\d)")


ON_LINE = _quantity(rf"{_UNIT}|(?:{_ARABIC}){_ENDS}", r"[^\W\d_]")
APART = _quantity(f"{_UNIT}|{_LATIN}", "[A-Za-zµμА-я]")
_GROUP = r"\d++\)?"
_NEXT = rf"(?:(?:{SPACE}|[-\u2010-\u2013])\(?|(?<=\))|\()"
TELEPHONE = re.compile(
    rf"(?:\+?(?:0\d{{2,4}}/|\()?{_GROUP}(?:{_NEXT}{_GROUP})+|\+\d{{7,}}+)(?:/\d++)*"
    # The number of a dose after it is not its last part.
    rf"(?!\w|[.,:/^]\d)(?:(?<=\d{{4}})|(?!{SPACE}?{_UNIT}))"
)
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]*[\w/]|[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+", re.IGNORECASE
)
CANDIDATE = re.compile(
    rf"{_START}(?:{_COMPARED}|[-+(\u2212]|{_MONEY}|\d|{_PART})|(?<!\w)(?:https?:|www\.)"
    r"|(?<![\w.+-])[\w.+-]+@",
    re.IGNORECASE,
)
_OTHER_END = re.compile(rf"(?<=[\w%°]){DASH}(?=\d)")
# What looks like a telephone number: a date, two years, a large number.
_OTHER = re.compile(rf"{_DAY}|(?:19|20)\d\d{DASH}(?:19|20)\d\d|[1-9]\d?\d?(?:{SPACE}\d{{3}})+")

_TORN = re.compile(r"[^\w.,]")  # without such a sign no line breaks in a number
# A day and its month, where the year shows that they are: 25 November 2026, le 1er mai 2026.
_MONTH = r"[^\W\d_]{3,12}\.?"
_YEAR = rf",?{SPACE}(?:de{SPACE})?(?:19|20|١٩|٢٠|۱۹|۲۰|१९|२०)\d\d\b"
DATE = re.compile(
    rf"(?<!\w)\d\d?(?:st|nd|rd|th|er|º|\.)?{SPACE}(?:de{SPACE})?{_MONTH}(?={_YEAR})"
    rf"|(?<!\w){_MONTH}{SPACE}\d\d?(?={_YEAR})"
)


# Lines to write a date or a time on; they stand in a text as objects.
TO_WRITE = re.compile(rf"\ufffc(?:{SPACE}?[/:.-]{SPACE}?\ufffc)+")


class Thing(NamedTuple):
    """Where something stands that is one thing, and what it is."""

    start: int
    end: int
    kind: Literal["address", "telephone", "quantity"]


def things(text: str, quantity: re.Pattern[str]) -> Iterator[Thing]:
    """All such things of a text; `quantity` is ON_LINE, or APART from words of another script."""
    position = 0
    while (start := _next(text, position)) is not None:
        found = _thing(text, start, quantity)
        position = found.end if found else start + 1
        if found:
            yield found


def _next(text: str, position: int) -> int | None:
    """Where the next one may begin: at the other end of a range, or further on."""
    if end := _OTHER_END.match(text, position):
        return end.end()
    found = CANDIDATE.search(text, position)
    return found.start() if found else None


def _thing(text: str, start: int, quantity: re.Pattern[str]) -> Thing | None:
    if match := ADDRESS.match(text, start):
        return Thing(start, match.end(), "address")
    if match := _telephone(text, start):
        return Thing(start, match.end(), "telephone")
    match = quantity.match(text, start)
    return Thing(start, match.end(), "quantity") if match else None


def _telephone(text: str, start: int) -> re.Match[str] | None:
    """A telephone number: seven digits or more in groups; what else has so many is left out."""
    match = TELEPHONE.match(text, start)
    if not match or match[0].startswith("+"):
        return match
    groups = re.findall(r"\d+", match[0])
    digits = sum(map(len, groups))
    enough = digits >= 7 or (digits == 6 and len(groups) > 2)
    single = sum(len(group) == 1 for group in groups)
    if not enough or digits > 16 or single > 2:
        return None
    return None if _OTHER.fullmatch(match[0]) else match


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses of pages and mail stand."""
    for match in ADDRESS.finditer(text) if "@" in text or "." in text else ():
        yield match.span()


@remembered
def wholes(text: str) -> tuple[tuple[int, int], ...]:
    """Where, in a text, a stretch stands that no line may tear; a range is one with its ends."""
    if not DIGIT.search(text):
        return ()
    found: list[tuple[int, int]] = []
    spans = [match.span() for each in (DATE, TO_WRITE) for match in each.finditer(text)]
    spans += [(t.start, t.end) for t in things(text, ON_LINE) if t.kind != "address"]
    for start, end in sorted(spans):
        first, last = found[-1] if found else (0, -1)
        if start < last or (last > 0 and re.fullmatch(DASH, text[last:start])):
            found[-1] = first, max(end, last)
        else:
            found.append((start, end))
    return tuple((start, end) for start, end in found if _TORN.search(text, start, end))
