from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, check, error
from builder.diagnostics import Diagnostic


@check("early-approval")
def early_approval(case: Case) -> Iterator[Diagnostic]:
    """An approval is dated on a day that is still to come: nobody can have given it.

    'handouts approve' writes none such; somebody has changed the record by hand.
    """
    handout = case.handout
    for each in (*handout.approvals, *((handout.void,) if handout.void else ())):
        if each.date > case.today:
            message = f"the approval of {each.name} is dated {each.date}, which is still to come"
            hint = "take it out, and run 'handouts approve' when it is given"
            yield error(each.span, "early-approval", message, hint)
