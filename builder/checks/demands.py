"""What is asked of which leaflets: little of all, more where a treatment or a choice is at stake.

A leaflet with no `treatment` that is not for a decision is left in peace.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, warning
from builder.diagnostics import Diagnostic
from builder.model import ALL, Covered, Handout

# What a section, or a related leaflet, must cover in a leaflet for a decision.
DECISION: dict[str, tuple[Covered, ...]] = {
    "no-other-options": ("no-treatment", "other-options"),
    "no-daily-life": ("daily-life",),
    "no-decision-prompts": ("decision-prompts",),
    "no-uncertainty": ("uncertainty",),
}


def for_decision(handout: Handout) -> bool:
    """Whether it helps somebody to choose."""
    return handout.purpose == "decision"


def about_one(handout: Handout) -> bool:
    """Whether it tells of one treatment, by name."""
    return handout.purpose == "treatment" and handout.treatment not in (None, ALL)


def at_stake(handout: Handout) -> bool:
    """Whether a treatment or a choice is at stake."""
    return handout.treatment is not None or for_decision(handout)


def covered(handout: Handout) -> set[str]:
    """What its sections say they cover."""
    return {name for section in handout.sections() for name in section.covers}


def covered_nearby(handout: Handout) -> set[str]:
    """The same, with what the related leaflets cover."""
    return covered(handout) | {name for other in handout.related for name in other.covers}


def english(handout: Handout) -> bool:
    """Whether lists of English words can judge it."""
    return handout.language.partition("-")[0] == "en"


def undecided(case: Case, code: str) -> Iterator[Diagnostic]:
    """Warns where a leaflet for a decision lacks what the check `code` asks for."""
    if for_decision(case.handout):
        yield from lacking(case, code, DECISION[code], covered(case.handout))


def lacking(
    case: Case, code: str, names: tuple[Covered, ...], there: set[str]
) -> Iterator[Diagnostic]:
    """Warns of each of the names that is not there."""
    for name in names:
        if name not in there:
            message = f"no section covers '{name}'"
            hint = f"write 'covers: [{name}]' in the section that does, or write one"
            yield warning(case.handout.title.span, code, message, hint)
