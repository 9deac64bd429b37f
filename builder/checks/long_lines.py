from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import Layout
from builder.model.design import Design, design
from builder.paper.sheet import PAPERS, POINTS

MOST = 75
EM = 0.5  # the width of a character, in sizes of its type


@advice("long-lines")
def long_lines(case: Case) -> Iterator[Diagnostic]:
    """Lines of the layout are too long to read.

    Row 53 of the checklist (RNIB Clear Print; UKAAF): 60 to 70 characters. A character
    of running text is half as wide as its type is high, so that up to 75 pass.
    """
    layout = case.handout.layout
    found = max(_characters(layout, design(layout, edition)) for edition in layout.editions)
    if found > MOST:
        message = f"a line of the layout has about {found:.0f} characters; {MOST} are enough"
        hint = "make the margins or the gutter wider, or the type larger"
        yield warning(layout.margins.span, "long-lines", message, hint)


def _characters(layout: Layout, made: Design) -> float:
    sides = (made.margins.left + made.margins.right) * POINTS
    across = PAPERS[made.paper][0] / layout.panels - sides - made.gutter
    return across / (made.styles["body"].size * EM)
