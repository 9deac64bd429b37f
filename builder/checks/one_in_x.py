from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

SPELLED = "two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a hundred|a thousand"
NUMBER = rf"(?:\d+(?:,\d{{3}})*|{SPELLED})"
ONE_IN = re.compile(
    rf"\b(?:\d+|one|two|three) in (?:every )?{NUMBER}(?!\w|\s?(?:°|mg|ml|cm|mm))", re.I
)
YEAR = re.compile(r"in (?:19|20)\d\d$")


@advice("one-in-x")
def one_in_x(case: Case) -> Iterator[Diagnostic]:
    """A chance is told as "1 in 7", which people misjudge.

    Row 47 of the checklist (IPDAS, how to tell risks): the same base for all,
    "out of 100 people".
    """
    for passage in case.passages("one-in-x"):
        for match in ONE_IN.finditer(passage.text) if passage.english else ():
            if not YEAR.search(match.group()):
                place = passage.locate(match.group(), match.start())
                hint = "write how many 'out of 100 people'"
                yield warning(place, "one-in-x", f"'{match.group()}' is hard to judge", hint)
