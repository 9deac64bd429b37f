from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.words.stretches import printed_facts


@advice("blank-fact")
def blank_fact(case: Case) -> Iterator[Diagnostic]:
    """A fact that is not about safety is printed, and the site gives none: it prints as a line.

    Where it is to be written in by hand, the site or the leaflet allows it, and says why.
    """
    handout = case.handout
    for name in sorted(printed_facts(handout)):
        if not handout.facts[name].safety and handout.facts[name].value is None:
            message = f"'{name}' is not given; it prints as a line to write on"
            hint = f"under 'facts', {name}: {{value: …}}; or a 'default' in sources/facts.yaml"
            yield warning(handout.site.span, "blank-fact", message, hint)
