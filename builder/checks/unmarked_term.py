from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.first_use import unexplained
from builder.diagnostics import Diagnostic
from builder.readability.explained import has_glossary


@advice("unmarked-term")
def unmarked_term(case: Case) -> Iterator[Diagnostic]:
    """A listed term is used, and nowhere put in braces, so the handout's glossary lacks it.

    Row 43 of the checklist (PEMAT 4). A handout without a glossary, and a term
    that is explained where it stands, are not held to this.
    """
    if not has_glossary(case.handout):
        return
    for use, passage, term, ever in unexplained(case, "unmarked-term"):
        if not ever:
            message = f"'{use.words}' is a listed term, and the glossary will not have it"
            hint = f"write '{{term:{use.term}|{use.words}}}', or say '{term.plain.text}'"
            yield warning(passage.locate(use.words, use.start), "unmarked-term", message, hint)
