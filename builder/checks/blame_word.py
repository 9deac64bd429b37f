from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.wording import listed
from builder.diagnostics import Diagnostic


@advice("blame-word")
def blame_word(case: Case) -> Iterator[Diagnostic]:
    """A word pities people or puts the blame on them: suffers, victim, the patient failed.

    Row 28 of the checklist (NHS content guide, inclusive language). Words in
    `readability/LANGUAGE/blame.yaml`.
    """
    yield from listed(case, "blame-word", "blame", "'%words%' blames or pities the person")
