from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

MOST = 12


@advice("many-terms")
def many_terms(case: Case) -> Iterator[Diagnostic]:
    """A handout uses more than 12 of the listed terms.

    Row 43 of the checklist: nobody learns more new words from one leaflet. The
    words of its glossary do not count.
    """
    terms = case.report.terms
    if len(terms) > MOST:
        message = f"the handout uses {len(terms)} listed terms; at most {MOST}: {', '.join(terms)}"
        hint = "say some of them in plain words only"
        yield warning(case.handout.title.span, "many-terms", message, hint)
