from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import with_inner


@advice("unsourced-block")
def unsourced_block(case: Case) -> Iterator[Diagnostic]:
    """A block states something and cites no claim.

    Row 10 of the checklist (NHS standard for health content 2): whoever signs a
    statement must be able to see what it rests on. A handout that cites no
    claim at all is not held to this: its clinic keeps its evidence elsewhere.
    """
    blocks = list(case.blocks())
    if not any(block.claims for block in blocks):
        return
    told = {id(inner) for block in blocks if block.claims for inner in with_inner(block)}
    for block in case.blocks("unsourced-block"):
        holds = getattr(block, "blocks", None)  # then it is they that state something
        if block.factual and id(block) not in told and not holds:
            hint = "name them in 'claims:', or allow it and say why"
            yield warning(block.span, "unsourced-block", "the block cites no claim", hint)
