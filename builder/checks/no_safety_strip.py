from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import Handout
from builder.model.parttype import STRIPS, facts_of


@advice("no-safety-strip", safety=True)
def no_safety_strip(case: Case) -> Iterator[Diagnostic]:
    """A leaflet about a treatment, or with warning signs, prints no number to ring.

    Rows 31, 32 and 33 of the checklist: the numbers to ring, and when, stand on page 1
    and on the last page. Which these are, the project says in sources/facts.yaml.
    """
    if case.handout.treatment is None and not case.handout.signs_told:
        return
    for message, hint in _lacking(case.handout):
        yield warning(case.handout.title.span, "no-safety-strip", message, hint)


def _lacking(handout: Handout) -> Iterator[tuple[str, str]]:
    """What keeps the numbers from the leaflet, and what to do about it."""
    parts, lines = handout.layout.parts, handout.strip_lines
    if handout.strip == "none":
        message = "'strip: none' takes the numbers to ring from the leaflet"
        yield message, "write 'strip: first-and-last', or 'every'"
    elif not any(handout.facts[line.fact].kind == "phone" for line in lines):
        message = "the safety strip has no number to ring"
        yield message, "give it one in sources/facts.yaml: under 'strip', 'fact' and 'says'"
    elif not set(STRIPS) & set(parts):
        hint = "write 'safety-strip' in its 'parts', or 'call-first', or take another layout"
        yield f"the layout '{handout.layout.layout}' has no safety strip", hint
    elif untold := [str(x.fact) for x in lines if x.fact not in facts_of(handout, parts)]:
        message = f"the layout '{handout.layout.layout}' leaves out: {', '.join(untold)}"
        yield message, "say it in a text, as {site.NAME}, or take another layout"
