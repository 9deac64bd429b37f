from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.demands import english
from builder.diagnostics import Diagnostic

FACTS = {"no_driving_weeks": "drive", "stay_near_days": "near", "not_alone_days": "alone"}
RULE = re.compile(
    r"\b(?:(?P<drive>(?:not|never|no|without) driv(?:e|ing))"
    r"|(?P<near>(?:stay|live|be) (?:near|close|within))"
    r"|(?P<alone>(?:not|never) (?:be |stay |live )?(?:left )?alone))\b",
    re.IGNORECASE,
)
PERIOD = re.compile(r"\b[0-9]+ (?:minute|hour|day|week|month)s?\b", re.IGNORECASE)


@advice("hard-coded-period", safety=True)
def hard_coded_period(case: Case) -> Iterator[Diagnostic]:
    """How long not to drive, to stay near or not to be alone is written out in a text.

    Row 38 of the checklist: such periods differ by centre, so the site signs them. In
    English: a sentence that has both the rule and a length of time in figures.
    """
    if not english(case.handout):
        return
    for passage in case.passages("hard-coded-period"):
        for sentence in re.split(r"(?<=[.!?])\s+", str(passage.rich.source)):
            rule, period = RULE.search(sentence), PERIOD.search(sentence)
            if rule and period:
                fact = next(name for name, start in FACTS.items() if rule[start])
                message = f"'{period[0]}' differs by centre"
                hint = f"write '{{site.{fact}}}', which the site signs"
                span = passage.rich.source.locate(rule[0])
                yield warning(span, "hard-coded-period", message, hint)
