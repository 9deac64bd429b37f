from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.demands import about_one, for_decision
from builder.diagnostics import Diagnostic


@advice("no-licence-status")
def no_licence_status(case: Case) -> Iterator[Diagnostic]:
    """A leaflet about a treatment, or for a decision, does not say what is licensed here.

    Row 17 of the checklist (ISSCR patient handbook): licensed, in a trial, or neither,
    and where. It differs by country and changes, so the site signs it.
    """
    handout = case.handout
    wanted = about_one(handout) or (for_decision(handout) and handout.treatment is not None)
    facts = [name for name, fact in handout.facts.items() if fact.licence]
    if wanted and not set(facts) & set(handout.used_facts):
        hint = "declare a fact with 'licence: true' in sources/facts.yaml, and say it in a text"
        if facts:
            hint = f"write '- paragraph: \"Licensed here: {{site.{facts[0]}}}\"'"
        message = "the leaflet does not say what is licensed here"
        yield warning(handout.title.span, "no-licence-status", message, hint)
