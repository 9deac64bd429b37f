from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.story import Story
from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic


@settled("misplaced-story")
def misplaced_story(case: Case) -> Iterator[Diagnostic]:
    """One person's story stands in a leaflet about a treatment or for a decision.

    Row 26 of the checklist (PIF TICK; IPDAS): a story changes decisions more than its
    truth can bear.
    """
    for block in case.handout.blocks():
        if isinstance(block, Story) and case.handout.purpose != "everyday":
            message = f"no story belongs in a leaflet with 'purpose: {case.handout.purpose}'"
            hint = "take it out, or into an everyday leaflet ('purpose: everyday')"
            yield error(block.span, "misplaced-story", message, hint)
