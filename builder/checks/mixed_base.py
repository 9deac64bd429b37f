from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

BASE = re.compile(r"\bout\sof\s(?:every )?(\d[\d,]*)\b")


@advice("mixed-base")
def mixed_base(case: Case) -> Iterator[Diagnostic]:
    """Numbers of one handout have different bases: out of 10 here, out of 100 there.

    Row 47 of the checklist (IPDAS, how to tell risks).
    """
    found = [
        (match, passage)
        for passage in case.passages("mixed-base")
        if passage.english
        for match in BASE.finditer(passage.shown)
    ]
    bases = Counter(match[1] for match, _ in found)
    if len(bases) < 2:
        return
    most = max(bases, key=lambda base: (bases[base], base == "100"))
    for match, passage in found:
        if match[1] != most:
            message = f"'{match.group()}', where others are out of {most}"
            place = passage.locate(match.group(), match.start())
            yield warning(place, "mixed-base", message, "use one base in a handout, best 100")
