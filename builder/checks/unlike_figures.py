from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from builder.blocks.pictograph import Pictograph
from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic
from builder.model import StudyFigure
from builder.place import Text

SAME = ("who", "when", "definition")
HINT = "compare like with like, or say why not in 'not_alike:', which is printed"


@settled("unlike-figures")
def unlike_figures(case: Case) -> Iterator[Diagnostic]:
    """A pictograph shows figures side by side that cannot be compared.

    Row 19 of the checklist (IPDAS, how to tell risks; GRADE on indirect comparisons): of other
    people, at another time, counted otherwise, or in another study. Two pictures beside each
    other say that they are alike, whatever the words say.
    """
    for block in case.blocks():
        if isinstance(block, Pictograph):
            yield from _unlike(block, case.printed_figures)


def _unlike(block: Pictograph, known: dict[str, StudyFigure]) -> Iterator[Diagnostic]:
    shown = [
        (number, group.figure, known[group.figure])
        for number, chart in enumerate(block.charts)
        for group in chart.groups
        if group.figure in known
    ]
    for (one, _, first), (two, name, second) in combinations(shown, 2):
        assert name is not None
        if one == two:
            why = _in_one_chart(first, second)
        elif {first.kind, second.kind} == {"benefit", "harm"} and first.product != second.product:
            why, hint = "a benefit beside a harm of another product", "show both of each product"
            yield error(name.span, "unlike-figures", why, hint)
            continue
        else:
            why = "" if block.not_alike else _unlike_in(first, second)
        if why:
            yield _told(name, first, why)


def _told(name: Text, first: StudyFigure, why: str) -> Diagnostic:
    message = f"this figure cannot stand beside '{first.id}': {why}"
    return error(name.span, "unlike-figures", message, HINT)


def _unlike_in(first: StudyFigure, second: StudyFigure) -> str:
    """In what two figures of two charts differ that must not."""
    for key in SAME:
        mine, other = getattr(second, key), getattr(first, key)
        if mine != other:
            return f"'{key}' is '{mine or ''}' here, and '{other or ''}' there"
    if first.product != second.product and (not first.study or first.study != second.study):
        return "they are of two products, and not arms of one study"
    return ""


def _in_one_chart(first: StudyFigure, second: StudyFigure) -> str:
    """One chart shows the same people: these are parts of one whole."""
    for key in ("who", "when", "of", "product"):
        if getattr(first, key) != getattr(second, key):
            return f"they stand in one chart, and '{key}' differs"
    return ""
