"""What stands where the printer, a hole or the binding spoils it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Severity
from builder.paper.sheet import POINTS
from builder.preflight.rule import Asked, Fault, Seen, rule
from builder.preflight.zones import Zone, zones
from builder.see.painted import Area, Kind, Painted

TOUCHES = 0.5  # points: what ends so near an edge of the paper was meant to run off it
SEEN = 3 * POINTS  # what runs off the paper must go on so far where it is printed


@rule("unprintable")
def unprintable(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """Everything is inside the part of the paper that is printed and kept.

    The page is looked at as a picture, so that nothing is missed, whatever painted it. A ground
    that runs off the paper, as the band of a cover does, may be cut where it goes on inside.
    """
    for zone in zones(seen, asked):
        printed = seen.dots.printed(zone.area)
        if printed is None:
            continue
        there = [each for each in seen.painted if each.area.meets(printed)]
        wrong = [each for each in there if not _runs_off(each, zone, seen)]
        if wrong or not there:  # what no operator of the page paints is on it all the same
            area = _first(wrong, zone) if wrong else printed
            reach = min(printed.width, printed.height, zone.area.width, zone.area.height)
            where = f"{zone.why} ({reach / POINTS:.1f} mm)"
            about = seen.named(area)
            message = f"{about} stands {where}"
            yield Fault(seen.number, zone.code, message, area=area, about=about)
        elif any(each.kind is Kind.IMAGE for each in there):
            message = f"a picture runs off the paper and stands {zone.why}"
            yield Fault(seen.number, zone.code, message, Severity.WARNING, printed)


def _runs_off(one: Painted, zone: Zone, seen: Seen) -> bool:
    """Whether it goes over the edge of the paper, and on inside, and says nothing."""
    if one.kind is Kind.TEXT:
        return False
    area = one.area
    touching = (
        area.left < TOUCHES,
        area.bottom < TOUCHES,
        area.right > seen.width - TOUCHES,
        area.top > seen.height - TOUCHES,
    )
    inside = area.within(Area(0, 0, seen.width, seen.height))
    depth = min(zone.area.width, zone.area.height)
    return any(touching) and min(inside.width, inside.height) >= depth + SEEN


def _first(wrong: list[Painted], zone: Zone) -> Area:
    """Where the first of them stands in the zone; words say best what it is."""
    texts = [each for each in wrong if each.text.strip()] or wrong
    return texts[0].area.within(zone.area)
