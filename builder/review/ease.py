"""How easy the leaflet is to read, as rows of a table: what `check --report` tells."""

from __future__ import annotations

from builder.checks.check import Case
from builder.readability.printed import COLUMNS, cells

Row = tuple[str, ...]
HEADER: Row = ("Section", *(f"{c} terms" if c == "masked" else c for c in COLUMNS))


def rows(case: Case) -> tuple[Row, ...]:
    """A row for each section, then one for the whole; none for a text that is not English."""
    found = case.report
    if not found.sections:
        return ()
    sections = ((part.name, *cells(part)) for part in found.sections)
    return (*sections, ("The whole leaflet", *cells(found.whole)))
