from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("duplicate-heading")
def duplicate_heading(case: Case) -> Iterator[Diagnostic]:
    """Two titles of topics, or two headings of one topic, are the same.

    Row 49 of the checklist (PEMAT 9; WCAG 2.2, 2.4.6): who jumps from heading
    to heading must know which is which.
    """
    seen: set[tuple[int, str]] = set()
    for passage in case.passages():
        if passage.block is not None or passage.key != "heading":
            continue
        text = passage.text.casefold().strip(" .:?!")
        place = (passage.topic if passage.part else 0, text)
        if place in seen or (passage.part and (0, text) in seen):
            message = f"there is another heading '{passage.text}'"
            hint = "say in each what is special about it"
            yield warning(passage.rich.span, "duplicate-heading", message, hint)
        seen.add(place)
