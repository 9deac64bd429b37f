from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("void-approval", safety=True)
def void_approval(case: Case) -> Iterator[Diagnostic]:
    """The words have changed since they were approved: the handout is a draft again.

    Row 6 of the checklist (NHS standard for health content 1 and 2): whoever
    approves, approves exactly these words.
    """
    void = case.handout.void
    if void is not None:
        message = f"the words have changed since {void.name} approved them on {void.date}"
        hint = "have them looked at, then run 'handouts approve' again"
        yield warning(void.span, "void-approval", message, hint)
