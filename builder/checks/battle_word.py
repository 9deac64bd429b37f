from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.wording import listed
from builder.diagnostics import Diagnostic


@advice("battle-word")
def battle_word(case: Case) -> Iterator[Diagnostic]:
    """A word makes illness a battle: fight, beat, brave, survivor.

    Row 28 of the checklist (Macmillan's survey of people who live with an illness): who does
    not get better did not lose. Words in `readability/LANGUAGE/battle.yaml`.
    """
    yield from listed(case, "battle-word", "battle", "'%words%' makes illness a battle")
