from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.wording import listed
from builder.diagnostics import Diagnostic


@advice("unnamed-treatment")
def unnamed_treatment(case: Case) -> Iterator[Diagnostic]:
    """A text says "lymphocyte infusion" and not which: DLI, CAR-T, TIL, TCR or NK cells.

    Row 16 of the checklist: these have different dangers. Words in
    `readability/LANGUAGE/unnamed.yaml`; quoted words may stand.
    """
    message = "'%words%' does not name the treatment"
    yield from listed(case, "unnamed-treatment", "unnamed", message)
