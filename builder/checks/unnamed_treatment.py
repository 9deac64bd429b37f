from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.wording import listed
from builder.diagnostics import Diagnostic


@advice("unnamed-treatment")
def unnamed_treatment(case: Case) -> Iterator[Diagnostic]:
    """A text says "an inhaler" and not which, where people have one of several treatments.

    Row 16 of the checklist: these have different dangers. The words are the project's, in
    `sources/words/LANGUAGE/unnamed.yaml`; quoted words may stand.
    """
    message = "'%words%' does not name the treatment"
    yield from listed(case, "unnamed-treatment", "unnamed", message)
