from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("uncorrected-number", safety=True)
def uncorrected_number(case: Case) -> Iterator[Diagnostic]:
    """A block prints a number of a claim that its correction took out.

    Row 11 of the checklist: a claim to be corrected is used as its correction says. Words
    cannot be compared so; a number that stands in the claim, and neither in its
    correction nor in another cited claim, can.
    """
    for block in case.blocks("uncorrected-number"):
        cited = [claim for name in block.claims if (claim := case.claims.get(str(name)))]
        right = {
            n
            for c in cited
            for n in numbers((c.correction or "") if c.use == "correct" else c.claim)
        }
        shown = {n for rich in block.words(case.handout) for n in numbers(rich.text)}
        for claim in cited:
            for number in sorted(numbers(claim.claim) & shown - right):
                message = f"'{number}' is what the claim '{claim.id}' says, not its correction"
                hint = "write what the correction says"
                yield warning(block.span, "uncorrected-number", message, hint)


def numbers(text: str) -> set[str]:
    """The numbers in figures."""
    return set(re.findall(r"[0-9]+(?:[.,][0-9]+)*", text))
