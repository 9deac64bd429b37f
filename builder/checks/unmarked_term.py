from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.reading.explained import explains, first_uses, has_glossary, marked


@advice("unmarked-term")
def unmarked_term(case: Case) -> Iterator[Diagnostic]:
    """A listed term is used, and nowhere put in braces, so the handout's glossary lacks it.

    Row 43 of the checklist (PEMAT 4). A handout without a glossary, and a term
    that is explained where it stands, are not held to this.
    """
    if not has_glossary(case.handout):
        return
    passages = list(case.passages())
    ever = {name for passage in passages for name in marked(passage)}
    for use, passage in first_uses(passages, case.listed):
        block, term = passage.block, case.terms[use.term]
        if use.term in ever or (block is not None and "unmarked-term" in block.allow):
            continue
        around = " ".join(each.text for each in passages if each.block is block)
        if not explains(use, passage, around, term):
            message = f"'{use.words}' is a listed term, and the glossary will not have it"
            hint = f"write '{{term:{use.term}|{use.words}}}', or say '{term.plain.text}'"
            yield warning(passage.locate(use.words, use.start), "unmarked-term", message, hint)
