from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.demands import english
from builder.diagnostics import Diagnostic

PERIOD = re.compile(r"\b[0-9]+ (?:minute|hour|day|week|month)s?\b", re.IGNORECASE)


@advice("hard-coded-period", safety=True)
def hard_coded_period(case: Case) -> Iterator[Diagnostic]:
    """How long to do or not to do something, which differs by centre, is written out in a text.

    Row 38 of the checklist: such periods are facts of the site, which signs them. In
    English: a sentence with a length of time in figures, and words that a fact is `said_as`.
    """
    if not english(case.handout):
        return
    rules = {name: _any_of(fact.said_as) for name, fact in case.handout.facts.items()}
    for passage in case.passages("hard-coded-period"):
        for sentence in re.split(r"(?<=[.!?])\s+", str(passage.rich.source)):
            period = PERIOD.search(sentence)
            told = ((name, rule and rule.search(sentence)) for name, rule in rules.items())
            for name, words in told:
                if period and words:
                    message = f"'{period[0]}' differs by centre"
                    hint = f"write '{{site.{name}}}', which the site signs"
                    span = passage.rich.source.locate(words[0])
                    yield warning(span, "hard-coded-period", message, hint)


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of the words."""
    known = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:{known})\b", re.IGNORECASE) if known else None
