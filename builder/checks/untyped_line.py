from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("untyped-line")
def untyped_line(case: Case) -> Iterator[Diagnostic]:
    """A line to write on stands within a text of a leaflet that is filled in on screen, too.

    It is for a pen there: what can be typed in stands by itself, with its words beside it.
    """
    forms = [one.edition.edition for one in case.handout.in_every_edition() if one.edition.fillable]
    if not forms:
        return
    for passage in case.passages("untyped-line"):
        runs = passage.rich.runs
        lines = any(run.blank and not (run.fact or run.field) for run in runs)
        if lines and passage.rich.text.strip():  # a cell that is a line and no more is a field
            message = f"nothing can be typed on this line in the edition '{forms[0]}'"
            hint = "use the block 'write-in', or '____' as a cell of a table"
            span = passage.rich.source.locate("___")
            yield warning(span, "untyped-line", message, hint)
