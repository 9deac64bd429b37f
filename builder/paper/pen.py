"""Room for a pen: lines to write on are 8 mm apart, in every edition (row 61 of the checklist)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.paper.flow import Flow
from builder.paper.sheet import POINTS

APART = 8 * POINTS


def with_room(flows: Sequence[Flow], least: float) -> list[Flow]:
    """The same texts one below the other, `least` points or more apart, with room for a pen."""
    made: list[Flow] = []
    for flow in map(_with_lines_apart, flows):
        flow.before = least
        if made and _lines(flow):
            upper, lower = made[-1].paragraph, flow.paragraph
            distance = upper.leading - upper.baseline + lower.baseline
            flow.before = max(least, APART - distance)
        made.append(flow)
    return made


def _with_lines_apart(flow: Flow) -> Flow:
    """The text, with room between its own lines where more than one is to write on."""
    setting = flow.paragraph.setting
    if _lines(flow) < 2 or setting.leading >= APART:
        return flow
    return flow.recoloured(replace(setting, leading=APART))


def _lines(flow: Flow) -> int:
    return sum(bool(run.blank) for run in flow.paragraph.runs)
