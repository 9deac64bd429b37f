from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from builder.blocks.scale import Scale
from builder.blocks.urgent import Urgent
from builder.blocks.warning_signs import WarningSigns
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

MOST = 6
POINTS = ("items", "do", "do_not")
NO_POINTS = (Scale, Urgent, WarningSigns)


@advice("long-list")
def long_list(case: Case) -> Iterator[Diagnostic]:
    """A list has more than 6 points.

    Row 41 of the checklist (NHS content guide). A list of signs to ring about
    (`urgent`, `warning-signs`) is complete rather than short, and what is given a number on a
    `scale` is no list of points: they are not held to this.
    """
    grouped = groupby(case.passages("long-list"), key=lambda each: (id(each.block), each.key))
    for (_, key), group in grouped:
        points = list(group)
        if key in POINTS and len(points) > MOST and not isinstance(points[0].block, NO_POINTS):
            message = f"a list of {len(points)} points; at most {MOST}"
            hint = "group them under two lines that lead in, or leave out the least"
            yield warning(points[0].rich.span, "long-list", message, hint)
