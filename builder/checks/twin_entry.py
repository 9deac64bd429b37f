from __future__ import annotations

import re
from collections.abc import Iterator

from builder.blocks.questions import Questions
from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic
from builder.notation.fieldnames import OWN_ENTRY
from builder.sign.approvals import UNUSABLE

OWN = re.compile(f"{OWN_ENTRY}[0-9]+")


@settled("twin-entry")
def twin_entry(case: Case) -> Iterator[Diagnostic]:
    """Two lines to write on, or two boxes to tick, have one name, and can be filled in on screen.

    Programs keep one of the two answers, and show it in both places.
    """
    every = case.handout.in_every_edition()
    handout = next((one for one in every if one.edition.fillable), None)
    if handout is None:
        return
    from builder.paper.compose import Composer  # slow to load, seldom needed
    from builder.paper.story import part_story
    from builder.pdf.tags import Element

    page = Composer.of(handout, Element("Document"))
    try:
        part_story(page, "contents")
    except UNUSABLE:  # a check of its own reports it
        return
    seen: set[tuple[str, str]] = set()
    bank = {str(q.id) for b in handout.blocks() if isinstance(b, Questions) for q in b.questions()}
    for entry in page.shared.entries:
        span = entry.span or handout.title.span
        if (entry.id, entry.kind) in seen:
            hint = "print it once" if entry.id in bank else "give each an 'id' of its own"
            message = f"'{entry.id}' is the name of something else to fill in"
            yield error(span, "twin-entry", message, hint)
        elif bank and OWN.fullmatch(entry.id):
            message = f"'{entry.id}' is the name of a person's own question, on their sheet"
            yield error(span, "twin-entry", message, "give it another 'id'")
        seen.add((entry.id, entry.kind))
