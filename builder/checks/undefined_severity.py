from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic


@settled("undefined-severity")
def undefined_severity(case: Case) -> Iterator[Diagnostic]:
    """A figure counts what was "serious", and its record does not say what that is.

    Row 19 of the checklist (IPDAS; ICH E2A): without it no text can explain the number. It is
    told where the figure is defined.
    """
    words = case.word_list("severity", case.handout.language)
    for figure in case.handout.figures:
        if words is not None and figure.meaning is None and words.has(figure.label.text):
            message = f"the label of '{figure.id}' has a hard word, and the figure no 'meaning'"
            hint = "write in 'meaning:', in plain words, what the study counted as such"
            yield error(figure.label.span, "undefined-severity", message, hint)
