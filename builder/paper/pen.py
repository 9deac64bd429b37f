"""Room for a pen: lines to write on are 8 mm apart, in every edition (row 61 of the checklist)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from builder.paper.flow import Flow
from builder.paper.sheet import POINTS

APART = 8 * POINTS


def with_room(flows: Sequence[Flow], least: float) -> None:
    """Sets the space before each flow but the first: `least`, in points, or room for a pen."""
    for above, flow in pairwise(flows):
        flow.before = least
        if any(run.blank for run in flow.paragraph.runs):
            upper, lower = above.paragraph, flow.paragraph
            distance = upper.leading - upper.baseline + lower.baseline
            flow.before = max(least, APART - distance)
