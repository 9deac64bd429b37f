from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

UNIT = r"(?:mg|g|kg|micrograms?|mcg|[µμ]g|ng|ml|mL|l|L|litres?|units?|mmol|cm|mm)\b"
GAP = r"[\s\u00a0\u202f]?"
TENFOLD = "a point that nobody sees makes it ten times more"
# What it looks like, what is wrong, and what to write.
WRONG = (
    (rf"\d+\.0+(?={GAP}{UNIT})", "a dose that ends in '.0'", f"write '5 mg': {TENFOLD}"),
    (r"(?<![\w.,)])\.\d+", "a number that begins with a point", f"write '0.5': {TENFOLD}"),
    (rf"\d{GAP}(?:[µμ]g|mcg|ug)\b", "a unit that is read as 'mg'", "write 'micrograms'"),
    (rf"\d{GAP}(?:IU|iu|U|u)(?![\w.-])", "'U' is read as 0, 'IU' as 10", "write 'units'"),
    (rf"\d{GAP}cc\b", "'cc' is read as 'u' or '00'", "write 'ml'"),
)


@advice("unsafe-dose", safety=True)
def unsafe_dose(case: Case) -> Iterator[Diagnostic]:
    """A dose is written in a way that has caused errors: 5.0 mg, .5 mg, 10 µg, 10 U.

    ISMP's list of error-prone abbreviations, and the Joint Commission's
    "do not use" list. In texts of every language.
    """
    for passage in case.passages("unsafe-dose"):
        for pattern, what, hint in WRONG:
            for match in re.finditer(pattern, passage.text):
                place = passage.locate(match.group(), match.start())
                yield warning(place, "unsafe-dose", f"'{match.group()}': {what}", hint)
