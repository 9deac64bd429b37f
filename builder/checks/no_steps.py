from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.steps import Steps
from builder.blocks.timeline import Timeline
from builder.checks.check import Case, advice, warning
from builder.checks.demands import about_one
from builder.diagnostics import Diagnostic


@advice("no-steps")
def no_steps(case: Case) -> Iterator[Diagnostic]:
    """A leaflet about one treatment does not tell in steps what happens.

    Row 18 of the checklist (DISCERN 9; EQIP).
    """
    handout = case.handout
    told = any(isinstance(block, Steps | Timeline) for block in handout.blocks())
    if about_one(handout) and not told:
        hint = "write a block 'steps' or 'timeline'"
        message = "nothing tells in steps what happens"
        yield warning(handout.title.span, "no-steps", message, hint)
