from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import StudyFigure
from builder.readability.people import figures_in, place_of


@advice("switched-base", safety=True)
def switched_base(case: Case) -> Iterator[Diagnostic]:
    """Two numbers of one study stand in one text, and are of other people: all, then a part.

    Row 47 of the checklist (IPDAS, how to tell risks): of all who joined, and then of those who
    had the treatment. The second looks better than it is. Two arms of a trial are no such pair.
    """
    known = case.printed_figures
    for passage in case.passages("switched-base"):
        for first, second in combinations(figures_in(passage, known), 2):
            if _switched(first, second):
                message = f"'{second.id}' is of {_base(second)}, '{first.id}' of {_base(first)}"
                hint = "give each a text of its own that says of whom it is"
                yield warning(place_of(passage, second.id), "switched-base", message, hint)


def _switched(first: StudyFigure, second: StudyFigure) -> bool:
    if first.study is None or first.study != second.study:
        return False
    arms = first.who == second.who and first.product != second.product
    sizes = {first.of, second.of} - {None}
    return not arms and (first.who != second.who or len(sizes) > 1)


def _base(figure: StudyFigure) -> str:
    return " ".join(filter(None, [str(figure.of or ""), figure.who]))
