from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.paper.sheet import PAPERS, POINTS, scaled

MOST = 75
EM = 0.5  # the width of a character, in sizes of its type


@advice("long-lines")
def long_lines(case: Case) -> Iterator[Diagnostic]:
    """Lines of the layout are too long to read.

    Row 53 of the checklist (RNIB Clear Print; UKAAF): 60 to 70 characters. A character
    of running text is half as wide as its type is high, so that up to 75 pass.
    """
    layout = case.handout.layout
    sides = (layout.margins.left + layout.margins.right) * POINTS
    scale = min(edition.scale for edition in layout.editions)
    size = scaled(layout.styles["body"], scale)[0]
    count = (PAPERS[layout.paper][0] - sides) / (size * EM)
    if count > MOST:
        message = f"a line of the layout has about {count:.0f} characters; {MOST} are enough"
        hint = "make the margins wider or the type larger"
        yield warning(layout.margins.span, "long-lines", message, hint)
