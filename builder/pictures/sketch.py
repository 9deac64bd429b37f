"""Drawings made from data: shapes as SVG, which paper and screen both read.

There is one drawing of each figure. It holds shapes only, in colour roles of
the brand; words stand beside it, as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

Point = tuple[float, float]


@dataclass(frozen=True)
class Sketch:
    """A drawing, `width` by `height` points, the origin at the upper left corner."""

    width: float
    height: float
    shapes: tuple[str, ...]

    def data(self) -> bytes:
        """The drawing as an SVG file."""
        size = f'width="{self.width:.2f}pt" height="{self.height:.2f}pt"'
        view = f'viewBox="0 0 {self.width:.2f} {self.height:.2f}"'
        start = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>'
        return "\n".join((start, *self.shapes, "</svg>")).encode("ascii")


def paint(fill: str = "", stroke: str = "", width: float = 1.0) -> str:
    """The attributes of a shape: colour roles, none where empty, and the pen's width."""
    inside = f'fill="var(--{fill})"' if fill else 'fill="none"'
    if not stroke:
        return inside
    pen = f'stroke="var(--{stroke})" stroke-width="{width:.2f}"'
    return f'{inside} {pen} stroke-linecap="round" stroke-linejoin="round"'


def circle(x: float, y: float, radius: float, look: str) -> str:
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" {look}/>'


def rectangle(
    x: float, y: float, width: float, height: float, look: str = "", radius: float = 0
) -> str:
    place = f'x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"'
    return f'<rect {place} rx="{radius:.2f}" {look}/>'


def path(data: str, look: str = "", place: str = "") -> str:
    move = f' transform="{place}"' if place else ""
    return f'<path d="{data}"{move} {look}/>'


def group(shapes: Iterable[str], look: str) -> str:
    """Shapes that all look so."""
    return f"<g {look}>{''.join(shapes)}</g>"


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> str:
    return path(f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}", look)


def clipped(name: str, cut: Iterable[str], shapes: Iterable[str]) -> str:
    """The shapes, where any of those of the cut is; a drawing has each name once."""
    inside, seen = "".join(cut), "".join(shapes)
    return f'<clipPath id="{name}">{inside}</clipPath><g clip-path="url(#{name})">{seen}</g>'


def spread(wanted: list[float], least: float, low: float, high: float) -> list[float]:
    """The places nearest to those `wanted`, in ascending order, `least` apart, within bounds.

    If there is no room for them between `low` and `high`, they stand evenly.
    """
    if len(wanted) > 1 and least * (len(wanted) - 1) > high - low:
        least = (high - low) / (len(wanted) - 1)
    places: list[float] = []
    for place in wanted:
        places.append(max(place, low, places[-1] + least if places else low))
    return list(_pushed_back(places, least, high))[::-1]


def _pushed_back(places: list[float], least: float, high: float) -> Iterator[float]:
    for place in reversed(places):
        yield min(place, high)
        high = min(place, high) - least


def uncrossed(places: list[tuple[float, float]], levels: list[float], x: float) -> list[float]:
    """The levels in an order in which no line from a place to its level at `x` crosses another.

    Of two lines that cross, both become shorter together when they change ends: so there is an end.
    """
    levels = list(levels)
    changed = True
    while changed:
        changed = False
        for one, two in combinations(range(len(places)), 2):
            ends = [(x, levels[one]), (x, levels[two])]
            if cross(places[one], ends[0], places[two], ends[1]):
                levels[one], levels[two] = levels[two], levels[one]
                changed = True
    return levels


def cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the line from `a` to `b` crosses that from `c` to `d`."""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
