from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.notes import Notes
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

LEAST = 6


@advice("few-notes")
def few_notes(case: Case) -> Iterator[Diagnostic]:
    """There are fewer than 6 lines for notes.

    Row 61 of the checklist: less is no room for an answer.
    """
    for block in case.blocks("few-notes"):
        if isinstance(block, Notes) and block.lines < LEAST:
            message = f"there is room for {block.lines} lines of notes; give {LEAST}"
            yield warning(block.span, "few-notes", message, f"write '- notes: {LEAST}'")
