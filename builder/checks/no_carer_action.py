from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.demands import covered_nearby, lacking
from builder.diagnostics import Diagnostic


@advice("no-carer-action", safety=True)
def no_carer_action(case: Case) -> Iterator[Diagnostic]:
    """A person may be too ill to ring, and the leaflet does not say what a carer does.

    Row 37 of the checklist: where a warning sign is one of those at which a carer must
    act (`carer_acts` in `sources/signs.yaml`). A related leaflet may say it.
    """
    if case.handout.signs_told and case.handout.carer_signs:
        there = covered_nearby(case.handout)
        yield from lacking(case, "no-carer-action", ("carer-action",), there)
