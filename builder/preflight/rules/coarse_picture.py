"""Pictures with too few dots."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Severity
from builder.preflight.rule import Asked, Fault, Seen, rule


@rule("coarse-picture")
def coarse_picture(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """A picture has enough dots for the size at which it is printed."""
    least = asked.printer.resolution
    for each in seen.painted:
        if 0 < each.dpi < least - 1:
            message = f"a picture has {each.dpi:.0f} dots in an inch, and looks coarse on paper"
            hint = f"use a larger picture, or print it smaller: {least:g} or more"
            yield Fault(seen.number, "coarse-picture", message, Severity.WARNING, each.area, hint)
