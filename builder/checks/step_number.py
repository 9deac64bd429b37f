from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.steps import Steps
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import with_inner


@advice("step-number")
def step_number(case: Case) -> Iterator[Diagnostic]:
    """Steps go on with another number than the one after the steps before them.

    Their `start` is written by hand: a step that is added before it would be counted twice.
    """
    for section in case.handout.sections():
        following = 1
        for block in (each for outer in section.blocks for each in with_inner(outer)):
            if not isinstance(block, Steps):
                continue
            if block.start not in (1, following) and "step-number" not in block.allow:
                message = f"these steps start with {block.start}"
                before = f"; those before them end with {following - 1}" if following > 1 else ""
                hint = f"write 'start: {following}'" if following > 1 else "take 'start' out"
                yield warning(block.span, "step-number", message + before, hint)
            following = block.start + len(block.items)
