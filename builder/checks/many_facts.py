from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.key_facts import KeyFacts
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

MOST = 4


@advice("many-facts")
def many_facts(case: Case) -> Iterator[Diagnostic]:
    """More than four facts are to be seen at a glance.

    What stands on the first page must be taken in before it is turned.
    """
    count = 0
    for block in case.handout.blocks():
        if isinstance(block, KeyFacts) and block.at_a_glance:
            count += len(block.facts)
            if count > MOST:
                message = f"{count} facts are to be seen at a glance; at most {MOST}"
                hint = "keep the three that matter most, and leave the others in their place"
                yield warning(block.span, "many-facts", message, hint)
