from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("no-action")
def no_action(case: Case) -> Iterator[Diagnostic]:
    """The leaflet does not say what to do.

    Row 14 of the checklist (CDC Clear Communication Index; PEMAT 20).
    """
    if case.handout.action is None:
        hint = "write 'action: Ring us if you are not sure.'"
        message = "the leaflet has no 'action' that says what to do"
        yield warning(case.handout.main_message.span, "no-action", message, hint)
