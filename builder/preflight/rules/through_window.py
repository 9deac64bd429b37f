"""What shows through the window of an envelope."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Severity
from builder.preflight.rule import Asked, Fault, Seen, rule
from builder.preflight.zones import window


@rule("through-window")
def through_window(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """Nothing but an address shows, wherever the paper slips to.

    A leaflet of ours has no address, so nothing of it may show. In any other file, what surely
    stands in the window is taken for the address, and it must be whole.
    """
    found = window(seen, asked)
    if found is None:
        return
    shown, surely = found
    printed = seen.dots.printed(shown)
    if printed is None:
        if not asked.ours:
            message = "the window of the envelope shows no address"
            yield Fault(seen.number, "no-address-shown", message, Severity.WARNING, surely)
        return
    if asked.ours or printed.within(surely) != printed:
        about = seen.named(printed)
        message = f"{about} can be read through the window of the envelope"
        hint = "put a sheet with the address before it, or use an envelope without a window"
        if not asked.ours:
            hint = "move the address to the middle of the window, and all else away from it"
        yield Fault(seen.number, "through-window", message, area=printed, hint=hint, about=about)
