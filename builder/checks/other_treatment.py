from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

ANY = (None, "all")


@advice("other-treatment")
def other_treatment(case: Case) -> Iterator[Diagnostic]:
    """A handout about one treatment has a topic about another one.

    Row 16 of the checklist: treatments with different dangers are not mixed.
    `treatment` of the handout and of the topic say so; `all` suits every one.
    """
    own = case.handout.treatment
    for chapter in case.handout.chapters:
        other = chapter.treatment
        if own not in ANY and other not in ANY and own != other:
            message = f"a topic about '{other}' in a handout about '{own}'"
            hint = "leave it out, or write the topic for both and give it 'treatment: all'"
            place = chapter.title.span if chapter.title else chapter.span
            yield warning(place, "other-treatment", message, hint)
