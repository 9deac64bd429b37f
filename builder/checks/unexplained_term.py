from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.first_use import unexplained
from builder.diagnostics import Diagnostic
from builder.readability.explained import has_glossary, marked


@advice("unexplained-term")
def unexplained_term(case: Case) -> Iterator[Diagnostic]:
    """A listed term is used before it is explained.

    Row 43 of the checklist (PEMAT 4): the plain words come first and the term
    in brackets, or the term leads to the glossary (`{term:…}`). The title and
    the line below it may name it.
    """
    glossary = has_glossary(case.handout)
    for use, passage, term, ever in unexplained(case, "unexplained-term"):
        known = glossary and (use.term in marked(passage) or not ever)
        if not known:
            message = f"'{use.words}' is used before it is explained"
            hint = f"say '{term.plain.text}' first, and the term in brackets"
            yield warning(passage.locate(use.words, use.start), "unexplained-term", message, hint)
