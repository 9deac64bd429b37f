from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.demands import at_stake
from builder.diagnostics import Diagnostic


@advice("no-subtitle")
def no_subtitle(case: Case) -> Iterator[Diagnostic]:
    """A leaflet about a treatment has no sub-title with its medical name.

    Row 2 of the checklist (NHS, how we write): plain words first, the medical name
    beneath, for it is the word on letters and labels.
    """
    if at_stake(case.handout) and case.handout.subtitle is None:
        message = "there is no sub-title with the medical name"
        hint = "write 'subtitle: the name on letters and labels'"
        yield warning(case.handout.title.span, "no-subtitle", message, hint)
