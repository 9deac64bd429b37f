"""Pages of a size that the printer has no paper of."""

from __future__ import annotations

from collections.abc import Iterator

from builder.paper.sheet import PAPERS, POINTS
from builder.preflight.rule import Asked, Fault, Seen, rule

CLOSE = 1.5  # points: half a millimetre, by which programs round


@rule("wrong-paper")
def wrong_paper(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """A page has the size of a paper that the printer takes; else it is scaled, or cut."""
    if asked.trimmed:
        return
    if any(_is(seen, *PAPERS[name]) for name in asked.printer.papers):
        return
    across, up = seen.width / POINTS, seen.height / POINTS
    message = f"the page has {across:.0f} by {up:.0f} mm, and the printer takes no such paper"
    hint = f"it takes {', '.join(asked.printer.papers)}; 'handouts impose' puts pages on sheets"
    yield Fault(seen.number, "wrong-paper", message, hint=hint)


def _is(seen: Seen, wide: float, high: float) -> bool:
    """Whether a page has that size, upright or lying."""
    sizes = zip(sorted((seen.width, seen.height)), sorted((wide, high)), strict=True)
    return all(abs(one - other) <= CLOSE for one, other in sizes)
