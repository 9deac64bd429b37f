from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("exclamation")
def exclamation(case: Case) -> Iterator[Diagnostic]:
    """An English text has an exclamation mark.

    Row 55 of the checklist (NHS content guide): it shouts, or jokes, where
    people are afraid.
    """
    for passage in case.passages("exclamation"):
        if passage.english and "!" in passage.text:
            place = passage.locate("!", passage.text.index("!"))
            yield warning(place, "exclamation", "an exclamation mark", "end with a full stop")
