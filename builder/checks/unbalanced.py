from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.demands import for_decision
from builder.diagnostics import Diagnostic
from builder.model import Handout

NO_HARMS = "a section covers 'benefits', and none covers 'harms'"


@advice("unbalanced")
def unbalanced(case: Case) -> Iterator[Diagnostic]:
    """A leaflet for a decision tells more of what a treatment may do for people than of its harms.

    Row 24 of the checklist (DISCERN 6; PIF TICK): harms are at least as prominent. All
    blocks have one size of type, so it is the length of the sections that cover
    `benefits` and `harms` that is compared, in letters.
    """
    handout = case.handout
    good, bad = (letters(handout, name) for name in ("benefits", "harms"))
    if for_decision(handout) and good > bad:
        message = "the sections on benefits say more than those on harms" if bad else NO_HARMS
        hint = "write 'covers: [harms]' in the sections that tell of harms, or say more of them"
        yield warning(handout.title.span, "unbalanced", message, hint)


def letters(handout: Handout, name: str) -> int:
    """How many characters the sections have that cover something."""
    return sum(
        len(rich.text)
        for section in handout.sections()
        if name in section.covers
        for block in section.blocks
        for rich in block.words(handout)
    )
