from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import Block, with_inner
from builder.place import Span

NAMED = 3  # lines that a warning names


@advice("unsourced-block")
def unsourced_block(case: Case) -> Iterator[Diagnostic]:
    """A block states something and cites no claim.

    Row 10 of the checklist (NHS standard for health content 2): whoever signs a
    statement must be able to see what it rests on. A handout that cites no
    claim at all is not held to this: its clinic keeps its evidence elsewhere.
    The blocks of one file are told together, at the first of them.
    """
    by_file: dict[str, list[Span]] = {}
    for block in _unsourced(case):
        by_file.setdefault(block.span.path, []).append(block.span)
    for spans in by_file.values():
        hint = "name them in 'claims:', or allow it and say why"
        yield warning(min(spans), "unsourced-block", _message(sorted(spans)), hint)


def _unsourced(case: Case) -> Iterator[Block]:
    blocks = list(case.blocks())
    if not any(block.claims for block in blocks):
        return
    told = {id(inner) for block in blocks if block.claims for inner in with_inner(block)}
    for block in case.blocks("unsourced-block"):
        holds = getattr(block, "blocks", None)  # then it is they that state something
        if block.factual and id(block) not in told and not holds:
            yield block


def _message(spans: list[Span]) -> str:
    if len(spans) == 1:
        return "the block cites no claim"
    lines = ", ".join(str(span.line) for span in spans[:NAMED])
    more = " and more" if len(spans) > NAMED else ""
    return f"{len(spans)} blocks cite no claim: lines {lines}{more}"
