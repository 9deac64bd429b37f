from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.demands import undecided
from builder.diagnostics import Diagnostic


@advice("no-decision-prompts")
def no_decision_prompts(case: Case) -> Iterator[Diagnostic]:
    """A leaflet for a decision does not help to decide, or does not say that one may say no.

    Row 25 of the checklist (DISCERN 15; NICE NG197).
    """
    yield from undecided(case, "no-decision-prompts")
