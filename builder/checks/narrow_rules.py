from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.notes import Notes
from builder.blocks.question import Question
from builder.blocks.questions import Questions
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("narrow-rules")
def narrow_rules(case: Case) -> Iterator[Diagnostic]:
    """Lines to write on are too close together: 9 millimetres for notes, 8 for words.

    Row 61 of the checklist.
    """
    handout = case.handout
    notes = any(isinstance(block, Notes | Question | Questions) for block in handout.blocks())
    least = 9 if notes else 8
    if handout.layout.rule_space < least:
        message = f"lines to write on are {handout.layout.rule_space:g} millimetres apart"
        hint = f"write 'rule_space: {least}' or more in the layout"
        yield warning(handout.layout.span, "narrow-rules", message, hint)
