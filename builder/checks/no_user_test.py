from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, for_release, warning
from builder.diagnostics import Diagnostic

PEOPLE, POINTS = 20, 15


@for_release("no-user-test")
def no_user_test(case: Case) -> Iterator[Diagnostic]:
    """Nobody has tested the leaflet with readers, with too few, or they missed a point.

    Row 62 of the checklist (Directive 2001/83/EC, article 59(3)): two rounds of 10
    people, 15 points, each found and understood by 16 of 20, safety points by all.
    `found` counts the points that passed. Only a release needs it.
    """
    handout, test = case.handout, case.handout.user_test
    if test is None:
        message = "there is no 'user_test' with readers"
    elif test.people < PEOPLE or test.points < POINTS:
        message = f"{test.people} people were asked {test.points} points"
    elif test.found < test.points:
        message = f"{test.points - test.found} of {test.points} points were missed by too many"
    else:
        return
    hint = f"test with {PEOPLE} people and {POINTS} points; mend what is missed, and test again"
    yield warning(handout.title.span, "no-user-test", message, hint)
