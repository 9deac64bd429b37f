from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("no-review-date")
def no_review_date(case: Case) -> Iterator[Diagnostic]:
    """The leaflet does not say when it must be looked at again.

    Row 5 of the checklist (NHS standard for health content): the next check has a date.
    """
    if case.handout.review_by is None:
        hint = "write 'review_by: 2028-05-01', at most 24 months after 'published'"
        message = "there is no day by which it is reviewed"
        yield warning(case.handout.title.span, "no-review-date", message, hint)
