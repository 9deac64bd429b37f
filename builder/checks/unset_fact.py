from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.words.stretches import printed_facts


@advice("unset-fact", safety=True)
def unset_fact(case: Case) -> Iterator[Diagnostic]:
    """A safety setting of the site is used and nobody has signed it; it prints as a line.

    There is no default: a number that is right at one hospital is dangerous at
    another. Rows 32, 33, 38 and 62 of the checklist: the threshold, the emergency
    number, local periods, where to send comments. No release is made with one that
    is used, allowed or not.
    """
    handout = case.handout
    for name in sorted(printed_facts(handout)):
        if handout.facts[name].safety and handout.facts[name].value is None:
            message = f"'{name}' is not set; it prints as a line to write on"
            hint = "under 'facts', NAME: {value: …, signed_by: …, signed: …, until: …}"
            yield warning(handout.site.span, "unset-fact", message, hint)
