from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

UNIT = r"(?:mg|g|kg|micrograms?|mcg|[µμ]g|ng|ml|mL|l|L|litres?|units?|mmol|cm|mm)\b"
GAP = r"[\s\u00a0\u202f]?"
NUMBER = r"(?<![\w.,])(?P<number>\d+(?:[.,]\d+)*)"
TENFOLD = "a point that nobody sees makes it ten times more"


def _whole(match: re.Match[str]) -> str:
    """The dose without its zeros; three of them may be meant as thousands."""
    number, unit = match["number"], match["unit"]
    thousands = f" or '{number}000 {unit}'" if match["zeros"] == "000" else ""
    return f"write '{number} {unit}'{thousands}: {TENFOLD}"


def _in(unit: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"write '{match['number']} {unit}'"


# What it looks like, what is wrong, and what to write.
WRONG: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    (rf"(?<![\w.,])(?P<number>\d+)(?:\.(?P<zeros>0+)|,0{{1,2}})(?={GAP}(?P<unit>{UNIT}))",
     "a dose that ends in '.0'", _whole),
    (r"(?<![\w.,)])\.\d+", "a number that begins with a point",
     lambda match: f"write '0{match.group()}': {TENFOLD}"),
    (rf"{NUMBER}{GAP}(?:[µμ]g|mcg|ug)\b", "a unit that is read as 'mg'", _in("micrograms")),
    (rf"{NUMBER}{GAP}(?:IU|iu|U|u)(?![\w-]|\.\w)", "'U' is read as 0, 'IU' as 10", _in("units")),
    (rf"{NUMBER}{GAP}cc\b", "'cc' is read as 'u' or '00'", _in("ml")),
)  # fmt: skip


@advice("unsafe-dose", safety=True)
def unsafe_dose(case: Case) -> Iterator[Diagnostic]:
    """A dose is written in a way that has caused errors: 5.0 mg, .5 mg, 10 µg, 10 U.

    ISMP's list of error-prone abbreviations, and the Joint Commission's
    "do not use" list. In texts of every language.
    """
    for passage in case.passages("unsafe-dose"):
        for pattern, what, right in WRONG:
            for match in re.finditer(pattern, passage.text):
                place = passage.locate(match.group(), match.start())
                yield warning(place, "unsafe-dose", f"'{match.group()}': {what}", right(match))
