from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.long_list import POINTS
from builder.diagnostics import Diagnostic


@advice("long-item")
def long_item(case: Case) -> Iterator[Diagnostic]:
    """A point of a list has more than one sentence.

    Row 41 of the checklist (NHS content guide).
    """
    for passage in case.passages("long-item"):
        if passage.key in POINTS and len(passage.sentences) > 1:
            second = passage.sentences[1]
            place = passage.locate(second.words[0].text, second.start)
            message = f"a point of {len(passage.sentences)} sentences; at most 1"
            yield warning(place, "long-item", message, "make two points of it, or a paragraph")
