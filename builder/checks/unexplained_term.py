from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.reading.explained import explains, first_uses, has_glossary, marked


@advice("unexplained-term")
def unexplained_term(case: Case) -> Iterator[Diagnostic]:
    """A listed term is used before it is explained.

    Row 43 of the checklist (PEMAT 4): the plain words come first and the term
    in brackets, or the term leads to the glossary (`{term:…}`). The title and
    the line below it may name it.
    """
    passages = list(case.passages())
    glossary = has_glossary(case.handout)
    ever = {name for passage in passages for name in marked(passage)}
    for use, passage in first_uses(passages, case.listed):
        block, term = passage.block, case.terms[use.term]
        known = glossary and (use.term in marked(passage) or use.term not in ever)
        if known or (block is not None and "unexplained-term" in block.allow):
            continue
        around = " ".join(each.text for each in passages if each.block is block)
        if not explains(use, passage, around, term):
            message = f"'{use.words}' is used before it is explained"
            hint = f"say '{term.plain.text}' first, and the term in brackets"
            yield warning(passage.locate(use.words, use.start), "unexplained-term", message, hint)
