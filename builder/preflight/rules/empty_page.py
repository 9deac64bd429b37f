"""Pages with nothing on them, or next to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Severity
from builder.preflight.rule import Asked, Fault, Seen, rule

NEARLY = 0.04  # of the height of a page: one or two lines


@rule("empty-page")
def empty_page(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """A page has something on it, beside what runs along all pages."""
    dots = seen.dots
    inked = sum(dots.inked(row, 0, dots.width) for row in range(dots.height))
    if not inked:
        yield Fault(seen.number, "empty-page", "the page is empty", Severity.WARNING)
    elif inked < NEARLY * dots.height:
        message = "the page is nearly empty"
        yield Fault(seen.number, "empty-page", message, Severity.WARNING)
