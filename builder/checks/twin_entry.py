from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic
from builder.sign.approvals import UNUSABLE


@settled("twin-entry")
def twin_entry(case: Case) -> Iterator[Diagnostic]:
    """Two lines to write on, or two boxes to tick, have one name, and can be filled in on screen.

    Programs keep one of the two answers, and show it in both places.
    """
    handout = case.handout
    form = next((form for form in handout.forms if form.fillable), None)
    if form is None:
        return
    from builder.paper.compose import Composer  # slow to load, seldom needed
    from builder.paper.render import part_story
    from builder.pdf.tags import Element

    page = Composer.of(handout.model_copy(update={"edition": form}), Element("Document"))
    try:
        part_story(page, "contents")
    except UNUSABLE:  # a check of its own reports it
        return
    seen: set[tuple[str, str]] = set()
    for entry in page.shared.entries:
        if (entry.id, entry.kind) in seen:
            message = f"'{entry.id}' is the name of something else to fill in"
            hint = "give each an 'id' of its own"
            yield error(entry.span or handout.title.span, "twin-entry", message, hint)
        seen.add((entry.id, entry.kind))
