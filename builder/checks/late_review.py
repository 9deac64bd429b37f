from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.glossary import Glossary
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import Block, Handout
from builder.notation.days import later


@advice("late-review")
def late_review(case: Case) -> Iterator[Diagnostic]:
    """The review comes too late: more than 24 months after publication, 36 for a glossary.

    Row 5 of the checklist (NHS standard for health content): what is known of new
    treatments changes within months. A leaflet is a glossary if most of its words
    explain words.
    """
    handout = case.handout
    if handout.review_by is None:
        return
    if handout.review_by <= later(handout.published, 24):
        return
    allowed = 36 if is_glossary(handout) else 24
    if handout.review_by > later(handout.published, allowed):
        message = f"the review is more than {allowed} months after publication"
        hint = f"write 'review_by: {later(handout.published, allowed)}' or sooner"
        yield warning(handout.title.span, "late-review", message, hint)


def is_glossary(handout: Handout) -> bool:
    """Whether more than half of the words of its blocks stand in a glossary."""

    def count(blocks: list[Block]) -> int:
        return sum(len(rich.text) for block in blocks for rich in block.words(handout))

    blocks = list(handout.blocks())
    return 2 * count([block for block in blocks if isinstance(block, Glossary)]) > count(blocks)
