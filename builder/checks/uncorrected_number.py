from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import Claim


@advice("uncorrected-number", safety=True)
def uncorrected_number(case: Case) -> Iterator[Diagnostic]:
    """A block prints a number of a claim that its correction took out.

    Row 11 of the checklist: a claim to be corrected is used as its correction says. Words
    cannot be compared so; a number that stands in the claim, and neither in its
    correction nor in another cited claim, can.
    """
    for block in case.blocks("uncorrected-number"):
        cited = [claim for name in block.claims if (claim := case.claims.get(str(name)))]
        right = {number for claim in cited for number in numbers(usable(claim))}
        wrong = {number: claim for claim in cited for number in numbers(claim.claim) - right}
        if not wrong:
            continue
        shown = {n for rich in block.words(case.handout) for n in numbers(rich.text)}
        for number in sorted(shown & wrong.keys()):
            message = f"'{number}' is what the claim '{wrong[number].id}' says, not its correction"
            hint = "write what the correction says"
            yield warning(block.span, "uncorrected-number", message, hint)


def usable(claim: Claim) -> str:
    """What may be said of a claim."""
    return (claim.correction or "") if claim.use == "correct" else claim.claim


def numbers(text: str) -> set[str]:
    """The numbers in figures."""
    return set(re.findall(r"[0-9]+(?:[.,][0-9]+)*", text))
