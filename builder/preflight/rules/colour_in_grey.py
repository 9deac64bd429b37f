"""Colour in an edition that is for printers without it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.preflight.rule import Asked, Fault, Seen, rule


@rule("colour-in-grey")
def colour_in_grey(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """Where all must be grey, every dot is: one that is not makes a page a coloured one."""
    if asked.grey and not seen.colours.is_grey:
        message = "there is colour on the page, and its edition is for printers without it"
        yield Fault(seen.number, "colour-in-grey", message)
