from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.merge.provenance import ALL
from builder.model import Handout


@advice("missing-sign", safety=True)
def missing_sign(case: Case) -> Iterator[Diagnostic]:
    """The warning signs leave one out that its treatment needs.

    Row 34 of the checklist (ASTCT consensus grading): `sources/signs.yaml` says which
    signs belong to which treatment. A leaflet that tells of any must tell of all.
    One about a treatment must tell of them; one about all treatments may name a
    related leaflet that does.
    """
    handout = case.handout
    missing = [sign for sign in handout.signs_needed if sign not in handout.signs_told]
    signs = ", ".join(missing)
    if missing and handout.signs_told:
        first = next(sign for block in handout.blocks() for sign in block.signs)
        hint = f"write 'signs: [{signs}]' beside the block that tells of them"
        message = f"the warning signs leave out: {signs}"
        yield warning(first.span, "missing-sign", message, hint)
    elif missing and handout.purpose == "treatment" and not nearby(handout):
        hint = f"write 'signs: [{signs}]' beside the block that tells of them"
        if handout.treatment == ALL:
            hint += ", or name the leaflet that does: 'related: [NUMBER]'"
        message = "the leaflet tells of no warning signs"
        yield warning(handout.title.span, "missing-sign", message, hint)


def nearby(handout: Handout) -> bool:
    """Whether a leaflet about all treatments names another that tells of all the signs."""
    needed = set(handout.signs_needed)
    return handout.treatment == ALL and any(needed <= set(o.signs) for o in handout.related)
