"""Type that is too small for the printer, or for the edition."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Severity
from builder.preflight.rule import Asked, Fault, Seen, rule

CLOSE = 0.05  # points: sizes are rounded


@rule("tiny-type")
def tiny_type(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """The smallest type of a page, read back from the file, can be read on paper."""
    texts = [each for each in seen.painted if each.text.strip() and each.size > 0]
    if not texts:
        return
    smallest = min(texts, key=lambda each: each.size)
    least = max(asked.smallest, asked.printer.smallest)
    if smallest.size < least - CLOSE:
        about = seen.named(smallest.area)
        message = f"{about} has type of {smallest.size:.1f} points"
        hint = f"make it {least:g} points or more"
        worse = smallest.size < asked.smallest - CLOSE
        severity = Severity.ERROR if worse else Severity.WARNING
        yield Fault(seen.number, "tiny-type", message, severity, smallest.area, hint, about)
