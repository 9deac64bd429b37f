from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.wording import listed
from builder.diagnostics import Diagnostic


@advice("diet-claim")
def diet_claim(case: Case) -> Iterator[Diagnostic]:
    """A text says that food or a habit treats the illness, cleans the body or boosts it.

    Row 29 of the checklist (Macmillan). A sentence that denies it may stand:
    "no food treats diabetes". Words in `readability/LANGUAGE/diet.yaml`.
    """
    yield from listed(case, "diet-claim", "diet", "'%words%' claims what no food or habit does")
