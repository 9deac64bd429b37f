from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("late-main-message")
def late_main_message(case: Case) -> Iterator[Diagnostic]:
    """The main message does not stand before the contents.

    Rows 13 and 50 of the checklist (CDC Clear Communication Index 1 to 3; PEMAT 11):
    the one thing to take away is in a box on page 1, and is the summary of what follows.
    """
    parts = [str(name) for name in case.handout.layout.parts]
    if not {"main-message", "short-message"} & set(parts[: parts.index("contents")]):
        message = "the main message does not stand before the contents"
        hint = "write 'main-message' in 'parts', before 'contents'"
        yield warning(case.handout.layout.parts[0].span, "late-main-message", message, hint)
