"""Where listed terms are first used, and nothing there explains them: what two checks look at."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case
from builder.model import Term
from builder.readability.explained import explains, first_uses, marked
from builder.readability.listed import Use
from builder.words.words import Passage


def unexplained(case: Case, code: str) -> Iterator[tuple[Use, Passage, Term, bool]]:
    """Each such use outside of blocks that allow `code`, and whether it is ever put in braces."""
    passages = list(case.passages())
    ever = {name for passage in passages for name in marked(passage)}
    for use, passage in first_uses(passages, case.listed):
        block, term = passage.block, case.terms[use.term]
        if block is not None and code in block.allow:
            continue
        around = " ".join(each.text for each in passages if each.block is block)
        if not explains(use, passage, around, term):
            yield use, passage, term, use.term in ever
