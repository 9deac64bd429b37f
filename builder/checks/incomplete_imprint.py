from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

EXAMPLES = {
    "written_by": "[specialist nurse]",
    "patient_reviewers": "0",
    "funding": "none",
    "conflicts": "none",
}


@advice("incomplete-imprint")
def incomplete_imprint(case: Case) -> Iterator[Diagnostic]:
    """The imprint does not say who wrote the leaflet, whether patients looked at it, or who paid.

    Rows 7 and 8 of the checklist (PIF TICK 5; EQIP; NHS standard for health content):
    authors by role, a number of patient reviewers, funding and conflicts of interest.
    That there was none must be written. What nobody has said prints as a line to write
    on; no release is made without it, allowed or not.
    """
    made = case.handout.provenance
    if missing := made.unsaid:
        lines = ", ".join(f"{name}: {EXAMPLES[name]}" for name in missing)
        message = f"the imprint does not say: {', '.join(missing)}"
        hint = f"write in the brand or the definition: 'imprint: {{{lines}}}'"
        yield warning(made.span, "incomplete-imprint", message, hint)
