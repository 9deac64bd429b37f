"""Room for a pen: lines to write on are 8 mm apart, in every edition (row 61 of the checklist),
and one that ends a text takes what room there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.paper.flow import Flow
from builder.paper.setting import Setting
from builder.paper.sheet import POINTS
from builder.source.inline import Run

APART = 8 * POINTS
OPEN_EMS = 6.0  # the least length of a line that ends a text: 30 mm at 14 points


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


def open_ended(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs whose last line to write on asks for little room: it is drawn as far as there is some.

    So it stays beside its label, where a long one would go on to the next line alone.
    """
    if not runs or runs[-1].blank <= OPEN_EMS:
        return runs
    return (*runs[:-1], replace(runs[-1], blank=OPEN_EMS))


def apart(setting: Setting) -> Setting:
    """How a text is set in which somebody writes: its own lines have room for a pen, too."""
    return replace(setting, leading=max(setting.leading, APART))


def _with_lines_apart(flow: Flow) -> Flow:
    """The text, with room between its own lines where more than one is to write on."""
    setting = flow.paragraph.setting
    if _lines(flow) < 2 or setting.leading >= APART:
        return flow
    return flow.recoloured(apart(setting))


def _lines(flow: Flow) -> int:
    return sum(bool(run.blank) for run in flow.paragraph.runs)
