from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.demands import undecided
from builder.diagnostics import Diagnostic


@advice("no-uncertainty")
def no_uncertainty(case: Case) -> Iterator[Diagnostic]:
    """A leaflet for a decision does not say what is not known.

    Row 22 of the checklist (DISCERN 8; CDC Clear Communication Index).
    """
    yield from undecided(case, "no-uncertainty")
