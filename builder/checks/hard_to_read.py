from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.readability.scores import ENOUGH


@advice("hard-to-read")
def hard_to_read(case: Case) -> Iterator[Diagnostic]:
    """A section of 30 English sentences, or the whole handout, scores as too hard.

    Row 42 of the checklist: SMOG (US grade, McLaughlin 1969) and Flesch-Kincaid
    (Kincaid 1975), with listed terms masked and SMOG without. A score warns; it
    does not prove that a text is clear. `handouts check --report` prints them all.
    """
    found = case.report
    for part in (found.whole, *found.sections):
        if part.raw.sentences < ENOUGH or not part.above:
            continue
        where = "the handout" if part is found.whole else f"'{part.name}'"
        scores = ", ".join(
            f"{name} {score:.1f} (at most {most:g})" for name, score, most in part.above
        )
        hint = "use shorter words and sentences; 'handouts check --report' shows where"
        yield warning(part.span, "hard-to-read", f"{where} is hard to read: {scores}", hint)
