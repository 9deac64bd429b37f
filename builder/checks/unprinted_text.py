from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import FRONT
from builder.source.inline import Rich


@advice("unprinted-text", safety=True)
def unprinted_text(case: Case) -> Iterator[Diagnostic]:
    """A text of the definition is in no part of the layout, so nobody reads it.

    Rows 1 and 13 of the checklist: whom a leaflet is for, and its main message, are
    printed. Who approves a leaflet takes it that they are.
    """
    handout = case.handout
    for name in FRONT:
        rich = getattr(handout, name)
        if rich is not None and not _among(rich, case.printed):
            message = f"no part of the layout '{handout.layout.layout}' prints '{name}'"
            hint = "'parts' of the layout: 'masthead' and 'main-message' print what stands first"
            yield warning(rich.span, "unprinted-text", message, hint)


def _among(rich: Rich, printed: Iterable[Rich]) -> bool:
    """Whether one of the texts was made of it: a part may put a label before it, or go on."""
    made = (each for each in printed if rich.text in each.text)
    return any(each.source is rich.source or _holds(each, rich) for each in made)


def _holds(whole: Rich, part: Rich) -> bool:
    """Whether the runs of a text stand in another that goes on from something else."""
    length = len(part.runs)
    starts = range(len(whole.runs) - length + 1)
    return any(whole.runs[start : start + length] == part.runs for start in starts)
