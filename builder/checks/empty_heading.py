from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("empty-heading")
def empty_heading(case: Case) -> Iterator[Diagnostic]:
    """A heading does not say what stands under it: "Introduction", "More".

    Row 49 of the checklist (PEMAT 9). Such headings are in
    `readability/LANGUAGE/headings.yaml`.
    """
    for passage in case.passages():
        words = case.word_list("headings", passage.language)
        text = passage.text.strip(" .:?!")
        if passage.block is None and passage.key == "heading" and words and text in words:
            message = f"the heading '{text}' does not say what follows"
            hint = "ask the reader's question, such as 'What happens on the day?'"
            yield warning(passage.rich.span, "empty-heading", message, hint)
