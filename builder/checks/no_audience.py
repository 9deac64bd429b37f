from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("no-audience")
def no_audience(case: Case) -> Iterator[Diagnostic]:
    """The leaflet does not say whom it is for.

    Row 15 of the checklist (ISO 24495-1, principle 1; DISCERN 1).
    """
    if case.handout.audience is None:
        hint = "write 'audience: People who may have …, and those close to them'"
        message = "the leaflet does not say whom it is for"
        yield warning(case.handout.title.span, "no-audience", message, hint)
