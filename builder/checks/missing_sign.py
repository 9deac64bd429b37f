from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import ALL, Handout


@advice("missing-sign", safety=True)
def missing_sign(case: Case) -> Iterator[Diagnostic]:
    """The warning signs leave one out that its treatment needs.

    Row 34 of the checklist (ASTCT consensus grading): `sources/signs.yaml` says which
    signs belong to which treatment. A leaflet that prints any must print all.
    One about a treatment must tell of them; one about all treatments may name a
    related leaflet that does.
    """
    handout = case.handout
    missing = [sign for sign in handout.signs_needed if sign not in handout.signs_told]
    signs = ", ".join(missing)
    hint = "print them with '- warning-signs: now', and each other urgency they have"
    if missing and handout.signs_told:
        first = next(block for block in handout.blocks() if block.signs)
        message = f"the warning signs leave out: {signs}"
        yield warning(first.span, "missing-sign", message, hint)
    elif missing and handout.purpose == "treatment" and not nearby(handout):
        if handout.treatment == ALL:
            hint += ", or name the leaflet that does: 'related: [NUMBER]'"
        message = "the leaflet tells of no warning signs"
        yield warning(handout.title.span, "missing-sign", message, hint)


def nearby(handout: Handout) -> bool:
    """Whether a leaflet about all treatments names another that tells of all the signs."""
    needed = set(handout.signs_needed)
    return handout.treatment == ALL and any(needed <= set(o.signs) for o in handout.related)
