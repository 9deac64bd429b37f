from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

MOST = 3


@advice("long-paragraph")
def long_paragraph(case: Case) -> Iterator[Diagnostic]:
    """A paragraph has more than 3 sentences.

    Row 40 of the checklist (NHS content guide). Sentences are found in every
    language (UAX #29).
    """
    for passage in case.passages("long-paragraph"):
        number = len(passage.sentences)
        if number > MOST:
            message = f"a paragraph of {number} sentences; at most {MOST}"
            yield warning(passage.rich.span, "long-paragraph", message, "make two of it, or a list")
