from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import Handout
from builder.model.parttype import STRIPS, facts_of, part


@advice("no-safety-strip", safety=True)
def no_safety_strip(case: Case) -> Iterator[Diagnostic]:
    """A leaflet about a treatment prints no safety strip.

    Rows 31, 32 and 33 of the checklist: the 24-hour number, the temperature at which to
    ring and the emergency number stand on page 1 and on the last page.
    """
    handout = case.handout
    if handout.treatment is None and not handout.signs_told:
        return
    if handout.strip == "none":
        hint = "write 'strip: first-and-last', or 'every'"
        message = "'strip: none' takes the numbers to ring from the leaflet"
        yield warning(handout.title.span, "no-safety-strip", message, hint)
    elif not _printed(handout):
        message = f"the layout '{handout.layout.layout}' has no safety strip"
        hint = "write 'safety-strip' in its 'parts', or 'call-first', or take another layout"
        yield warning(handout.title.span, "no-safety-strip", message, hint)


def _printed(handout: Handout) -> bool:
    """Whether a part of the layout prints the numbers; a text may tell what the part does not."""
    parts = handout.layout.parts
    told = facts_of(handout, parts)
    return bool(set(STRIPS) & set(parts)) and told.issuperset(part["safety-strip"].facts)
