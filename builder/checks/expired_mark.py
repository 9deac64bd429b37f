from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, check, error
from builder.diagnostics import Diagnostic


@check("expired-mark")
def expired_mark(case: Case) -> Iterator[Diagnostic]:
    """A quality mark is printed after its licence ran out.

    Row 12 of the checklist (PIF TICK): a mark is lent, for a time. One without a
    licence cannot be written at all.
    """
    for mark in case.handout.marks:
        if mark.until < case.today:
            message = f"the licence '{mark.licence}' ran out on {mark.until}"
            hint = "take the mark out, or renew its licence and write its new 'until'"
            yield error(mark.span, "expired-mark", message, hint)
