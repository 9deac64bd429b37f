"""Large areas with much ink."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.diagnostics import Severity
from builder.paper.sheet import POINTS
from builder.preflight.rule import Asked, Fault, Seen, rule
from builder.see.dots import Dots
from builder.see.painted import Area

BLACK = 255


@rule("heavy-ink")
def heavy_ink(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """No large area is nearly black: toner flakes off where paper is folded, wet paper cockles.

    A square of the printer's `solid_area` is moved over the page, by half its side.
    """
    side = (asked.printer.solid_area**0.5) * 10 * POINTS
    worst = max(_squares(seen, side), default=None)
    if worst is not None and worst[0] > asked.printer.solid:
        share, area = worst
        message = f"{share:.0%} of an area of {asked.printer.solid_area:g} square cm is ink"
        hint = "use a lighter colour there, or an edition such as mono"
        yield Fault(seen.number, "heavy-ink", message, Severity.WARNING, area, hint)


def _squares(seen: Seen, side: float) -> Iterator[tuple[float, Area]]:
    """The share of ink in each square, 0 to 1."""
    dots = seen.dots
    step = max(int(side * dots.scale / 2), 1)
    across = max(dots.width // step, 1)
    bands = [
        [_ink(dots, row, column * step, step) for column in range(across)]
        for row in range(0, dots.height - step + 1, step)
    ]
    for number, (upper, lower) in enumerate(pairwise(bands)):
        for column in range(across - 1):
            four = (*upper[column : column + 2], *lower[column : column + 2])
            left, top = column * step / dots.scale, seen.height - number * step / dots.scale
            yield sum(four) / 4, Area(left, top - side, left + side, top)


def _ink(dots: Dots, first: int, start: int, step: int) -> float:
    light = sum(sum(dots.row(row, start, start + step)) for row in range(first, first + step))
    return 1 - light / (BLACK * step * step)
