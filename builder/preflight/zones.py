"""The parts of a page on which nothing may stand: edges, holes, the window of an envelope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from builder.model.printer import Holes, Window
from builder.paper.sheet import POINTS
from builder.preflight.rule import Asked, Seen
from builder.see.painted import Area


@dataclass(frozen=True)
class Zone:
    """A part of a page, and what becomes of what stands there."""

    code: str
    area: Area
    why: str


def zones(seen: Seen, asked: Asked) -> Iterator[Zone]:
    """All parts of a page that the printer, or what is then done with the paper, spoils."""
    return chain(_edges(seen, asked), _kept_free(seen, asked))


def _edges(seen: Seen, asked: Asked) -> Iterator[Zone]:
    """The edges that the printer cannot reach."""
    if asked.trimmed:
        return
    far = asked.printer.unprintable
    wide, high = seen.width, seen.height
    sides = {
        "left": Area(0, 0, far.left * POINTS, high),
        "right": Area(wide - far.right * POINTS, 0, wide, high),
        "bottom": Area(0, 0, wide, far.bottom * POINTS),
        "top": Area(0, high - far.top * POINTS, wide, high),
    }
    for name, area in sides.items():
        if area.width and area.height:
            yield Zone("unprintable", area, f"too near the {name} edge: the printer cuts it off")


def _kept_free(seen: Seen, asked: Asked) -> Iterator[Zone]:
    """What is bound or punched: at the edge where sheets are held, all pages behind each other."""
    printer, wide = asked.printer, seen.width
    at_right = seen.is_back != asked.rtl
    if printer.binding:
        strip = printer.binding * POINTS
        start = wide - strip if at_right else 0.0
        yield Zone(
            "binding", Area(start, 0, start + strip, seen.height), "where the sheets are bound"
        )
    if printer.holes is not None:
        for area in _holes(printer.holes, seen, at_right=at_right):
            yield Zone("hole", area, "where a hole is punched")


def _holes(holes: Holes, seen: Seen, *, at_right: bool) -> Iterator[Area]:
    """The squares round the holes; the row of them has its middle at that of the edge."""
    half = holes.across / 2 * POINTS
    across = holes.from_edge * POINTS
    x = seen.width - across if at_right else across
    for number in range(holes.number):
        y = seen.height / 2 + (number - (holes.number - 1) / 2) * holes.apart * POINTS
        yield Area(x - half, y - half, x + half, y + half)


def window(seen: Seen, asked: Asked) -> tuple[Area, Area] | None:
    """What a window may show, as the paper moves, and what it surely shows; on a first page."""
    found = asked.printer.window
    if found is None or seen.number != 1:
        return None
    return _window(found, seen, found.slack), _window(found, seen, -found.slack)


def _window(found: Window, seen: Seen, grown: float) -> Area:
    top = seen.height - (found.top - grown) * POINTS
    left = (found.left - grown) * POINTS
    width, height = ((side + 2 * grown) * POINTS for side in (found.width, found.height))
    return Area(left, top - height, left + width, top)
