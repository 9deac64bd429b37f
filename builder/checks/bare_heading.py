from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import Block


@advice("bare-heading")
def bare_heading(case: Case) -> Iterator[Diagnostic]:
    """Nothing stands below a heading within a section.

    Row 49 of the checklist (PEMAT 9; WCAG 2.2, 2.4.6): who jumps from heading to heading
    expects something there.
    """
    inner = (getattr(each, "blocks", None) or () for each in case.blocks())
    outer = (section.blocks for chapter in case.handout.chapters for section in chapter.sections)
    for blocks in (*outer, *inner):
        for each in _bare(blocks):
            if "bare-heading" not in each.allow:
                hint = "take the heading out, or say below it what it promises"
                message = "nothing stands below the heading"
                yield warning(each.span, "bare-heading", message, hint)


def _bare(blocks: Sequence[Block]) -> Iterator[Block]:
    """The headings that another heading follows, or nothing."""
    for number, each in enumerate(blocks):
        if each.heads and all(later.heads for later in blocks[number + 1 : number + 2]):
            yield each
