from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.demands import undecided
from builder.diagnostics import Diagnostic


@advice("no-other-options")
def no_other_options(case: Case) -> Iterator[Diagnostic]:
    """A leaflet for a decision leaves out what else there is, or what happens with no treatment.

    Row 21 of the checklist (DISCERN 12 and 14; BRAN).
    """
    yield from undecided(case, "no-other-options")
