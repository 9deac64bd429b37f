from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

MOST = 10


@advice("long-title")
def long_title(case: Case) -> Iterator[Diagnostic]:
    """The title has more than 10 words.

    Row 2 of the checklist (NHS, how we write): the title is short and plain; the
    medical name stands in the sub-title.
    """
    title = case.handout.title
    count = len(title.text.split())
    if count > MOST:
        message = f"the title has {count} words; {MOST} are enough"
        yield warning(title.span, "long-title", message, "put the medical name into 'subtitle'")
