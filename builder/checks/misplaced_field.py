from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic
from builder.merge.personal import fields_in, filled, usual
from builder.model import Handout
from builder.sign.approvals import UNUSABLE
from builder.words.words import texts_below

if TYPE_CHECKING:
    from builder.source.inline import Rich

HINT = "write it in a paragraph, a list or a table"


@settled("misplaced-field")
def misplaced_field(case: Case) -> Iterator[Diagnostic]:
    """A personal field stands where a file says more than is printed.

    Titles and headings are also what a file says of itself, and its outline; a
    description of a picture is only heard. What is true of one person is printed,
    and stands nowhere else.
    """
    if not case.handout.fields:
        return
    try:
        printed = {id(rich.source) for rich in in_lines(case.handout)}
    except UNUSABLE:  # a check of its own reports it
        return
    every = (rich for name in type(case.handout).model_fields for rich in _texts(case, name))
    for rich in dict.fromkeys(every):
        for name in sorted(fields_in(rich)):
            if id(rich.source) not in printed:
                span = rich.source.locate("{for.")
                message = f"the personal field '{name}' cannot stand here"
                yield error(span, "misplaced-field", message, HINT)


def _texts(case: Case, name: str) -> Iterator[Rich]:
    return (rich for _, rich in texts_below(getattr(case.handout, name)))


def in_lines(handout: Handout) -> Iterator[Rich]:
    """The texts of blocks that are set in lines on paper, and are in no outline."""
    from builder.paper.compose import Composer  # slow to load, seldom needed
    from builder.paper.story import part_story
    from builder.pdf.tags import Element

    page = Composer.of(filled(handout, usual(handout.fields)), Element("Document"))
    part_story(page, "contents")
    return (slot.rich for slot in page.shared.slots if not slot.in_outline)
