"""Lines that are too thin for the printer."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Severity
from builder.preflight.rule import Asked, Fault, Seen, rule

CLOSE = 0.01  # points


@rule("hairline")
def hairline(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """No line is thinner than the printer prints; a line of no width is as thin as a dot.

    One that is written with the width 0 is 1/600 of an inch on one printer, and seen on a screen.
    """
    thin = [each for each in seen.painted if 0 < each.line < asked.printer.thinnest - CLOSE]
    if thin:
        thinnest = min(thin, key=lambda each: each.line)
        message = f"a line of {thinnest.line:.2f} points is too thin for the printer"
        hint = f"make it {asked.printer.thinnest:g} points or more"
        yield Fault(seen.number, "hairline", message, Severity.WARNING, thinnest.area, hint)
