from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.demands import at_stake
from builder.diagnostics import Diagnostic


@advice("no-not-for")
def no_not_for(case: Case) -> Iterator[Diagnostic]:
    """A leaflet about a treatment, or for a decision, does not say whom it is not for.

    Row 15 of the checklist (ISO 24495-1, principle 1; DISCERN 1): treatments with like
    names are not alike, and a leaflet reaches people it was not written for.
    """
    handout = case.handout
    if at_stake(handout) and handout.purpose != "everyday" and handout.not_for is None:
        hint = "write 'not_for: People who …'"
        message = "the leaflet does not say whom it is not for"
        yield warning(handout.title.span, "no-not-for", message, hint)
