from __future__ import annotations

import re
from collections.abc import Iterator

from builder.blocks.pictograph import Pictograph
from builder.blocks.table import Table
from builder.checks.check import Case, advice, warning
from builder.checks.percent import NO_PEOPLE
from builder.diagnostics import Diagnostic
from builder.place import Span
from builder.readability.people import typed_in

OUT_OF = re.compile(r"\bout\sof\s(?:every\s)?\d", re.IGNORECASE)
BARE = re.compile(r"\s*\d[\d.,]*\s*")
KEYS = ("label", "rest")  # of a pictograph: the words beside a number that it counts itself
HINT = "put it into the 'figures' of sources/evidence/, and write {figure:NAME}"


@advice("typed-figure", safety=True)
def typed_figure(case: Case) -> Iterator[Diagnostic]:
    """A number of people is typed, where the project has figures for them.

    Rows 10 and 47 of the checklist (IPDAS, how to tell risks). What is typed in two places
    comes to be two numbers, and nobody can see of whom it is, and when.
    """
    if not case.figures:
        return
    for passage in case.passages("typed-figure"):
        drawn = isinstance(passage.block, Pictograph) and passage.key in KEYS
        if passage.block is None or not passage.english or drawn:
            continue
        for words in typed_in(passage.rich):
            if not NO_PEOPLE.search(passage.text):
                yield _typed(passage.locate(words), words)
    for block in case.blocks("typed-figure"):
        if isinstance(block, Pictograph):
            groups = (group for chart in block.charts for group in chart.groups)
            yield from (_typed(g.span, str(g.count)) for g in groups if g.figure is None)
        elif isinstance(block, Table):
            yield from _cells(block)


def _cells(table: Table) -> Iterator[Diagnostic]:
    """Bare numbers of a table whose head or caption says that they are out of 100."""
    heads = [*(table.columns or ()), *([table.caption] if table.caption else [])]
    if any(OUT_OF.search(head.text) for head in heads):
        for cell in (spot.text for row in table.spots for spot in row):
            if BARE.fullmatch(cell.text) and not any(run.figure for run in cell.runs):
                yield _typed(cell.span, cell.text)


def _typed(span: Span, words: str) -> Diagnostic:
    return warning(span, "typed-figure", f"'{words}' is typed, and comes from no figure", HINT)
