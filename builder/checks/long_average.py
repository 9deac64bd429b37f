from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.readability.scores import LIMITS

ENOUGH = 10  # sentences; the average of fewer says nothing


@advice("long-average")
def long_average(case: Case) -> Iterator[Diagnostic]:
    """The sentences of an English handout are too long on average.

    Row 39 of the checklist: 10 words in everyday handouts, 12 in those about a
    treatment, 13 in those for a decision. `handouts check --report` shows where.
    """
    most = LIMITS[case.handout.purpose].mean
    raw = case.report.whole.raw
    if raw.sentences >= ENOUGH and raw.mean > most:
        message = f"sentences have {raw.mean:.1f} words on average; at most {most:g} here"
        hint = "'handouts check --report' shows which sections are long"
        yield warning(case.handout.title.span, "long-average", message, hint)
