from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.questions import Questions
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

MOST = 10


@advice("many-questions")
def many_questions(case: Case) -> Iterator[Diagnostic]:
    """A sheet has more than 10 questions of the bank.

    A sheet alone made visits longer and people more anxious; one that was gone through with the
    doctor did not (Brown and others, British Journal of Cancer 2001), and for that it must be
    short. What does not fit is there to be picked for one person.
    """
    for block in case.blocks("many-questions"):
        if isinstance(block, Questions):
            count = sum(len(group.questions) for group in block.groups)
            if count > MOST:
                message = f"a sheet of {count} questions; at most {MOST}"
                hint = f"write 'most: {MOST}', and put the most important first in the bank"
                yield warning(block.span, "many-questions", message, hint)
