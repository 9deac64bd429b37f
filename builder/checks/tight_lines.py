from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

LEAST = 1.4
RUNNING = ("lead", "message", "body")


@advice("tight-lines")
def tight_lines(case: Case) -> Iterator[Diagnostic]:
    """Lines of running text stand too close together.

    Row 54 of the checklist (RNIB Clear Print; British Dyslexia Association): from line
    to line 1.4 times the size of the type.
    """
    for name in RUNNING:
        style = case.handout.layout.styles[name]
        if round(style.leading / style.size, 2) < LEAST:
            message = f"'{name}' has lines {style.leading / style.size:.2f} of its size apart"
            hint = f"make its leading {style.size * LEAST:g} or more"
            yield warning(style.span, "tight-lines", message, hint)
