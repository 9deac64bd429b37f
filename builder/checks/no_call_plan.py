from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.demands import covered_nearby, lacking
from builder.diagnostics import Diagnostic


@advice("no-call-plan", safety=True)
def no_call_plan(case: Case) -> Iterator[Diagnostic]:
    """A leaflet has warning signs, and does not say what to tell and have ready when ringing.

    Row 36 of the checklist. A related leaflet may say it.
    """
    if case.handout.signs_told:
        there = covered_nearby(case.handout)
        yield from lacking(case, "no-call-plan", ("when-you-ring",), there)
