from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("overdue", safety=True)
def overdue(case: Case) -> Iterator[Diagnostic]:
    """The day of review is past; every page says so.

    Row 5 of the checklist (NHS standard for health content). No release is made of it.
    """
    handout = case.handout
    if handout.overdue:
        message = f"it was to be reviewed by {handout.review_by}, which is past"
        hint = "look at it again, then give it a new 'version', 'published' and 'review_by'"
        yield warning(handout.title.span, "overdue", message, hint)
