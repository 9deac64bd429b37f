from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.demands import at_stake
from builder.diagnostics import Diagnostic


@advice("no-tool")
def no_tool(case: Case) -> Iterator[Diagnostic]:
    """A leaflet about a treatment has nothing to tick or to write on.

    Row 51 of the checklist (PEMAT 23): a checklist, questions or lines to fill in, in
    the leaflet or in a related one.
    """
    handout = case.handout
    there = any(block.tool for block in handout.blocks()) or any(o.tool for o in handout.related)
    if at_stake(handout) and not there:
        hint = "write a 'checklist' or 'question', or name a leaflet: 'related: [NUMBER]'"
        message = "there is nothing to tick or to write on"
        yield warning(handout.title.span, "no-tool", message, hint)
