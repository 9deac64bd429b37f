from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

PERCENT = re.compile(r"\d+(?:\.\d+)?[\s\u00a0]?(?:%|per ?cent\b)", re.IGNORECASE)
NO_PEOPLE = re.compile(
    r"\b(?:alcohol|juice|cotton|solution|cream|gel|saline|bleach|fat|cocoa|discount|battery|wool)\b",
    re.IGNORECASE,
)


@advice("percent")
def percent(case: Case) -> Iterator[Diagnostic]:
    """A chance is told in per cent, not "out of 100 people".

    Row 47 of the checklist (IPDAS, how to tell risks): one form for all numbers,
    in people. What is no chance (5% alcohol) may stand.
    """
    for passage in case.passages("percent"):
        for sentence in passage.sentences if passage.english else ():
            match = PERCENT.search(sentence.text)
            if match and not NO_PEOPLE.search(sentence.text):
                number = re.match(r"[\d.]+", match.group())
                place = passage.locate(match.group(), sentence.start)
                hint = f"write '{number.group() if number else 12} out of 100 people'"
                yield warning(place, "percent", f"'{match.group()}' is in per cent", hint)
