from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.demands import undecided
from builder.diagnostics import Diagnostic


@advice("no-daily-life")
def no_daily_life(case: Case) -> Iterator[Diagnostic]:
    """A leaflet for a decision does not say what the treatment does to daily life.

    Row 23 of the checklist (DISCERN 13).
    """
    yield from undecided(case, "no-daily-life")
