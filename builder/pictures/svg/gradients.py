"""Gradients as bands of flat colours, each on top of the one before: no seam can show.

So they need nothing of a page but paths, on paper and on the screen alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt

from builder.pictures.svg.colours import CURRENT, Palette, colour, current, operands
from builder.pictures.svg.elements import Node
from builder.pictures.svg.paths import NUMBER, Segment, UnsupportedSvg, segments
from builder.pictures.svg.shapes import Matrix, apply, length, times, transform

STEP = 2 / 255  # how far apart in any part the colours of two bands may be
MAX_LINKS = 8
GRADIENTS = ("linearGradient", "radialGradient")
RGB = tuple[float, float, float]
Stop = tuple[float, RGB]
Box = tuple[float, float, float, float]  # left, top, right and bottom
Band = tuple[list[Segment], str]


@dataclass(frozen=True)
class Gradient:
    """A gradient in its own space; `matrix` leads from there to that of the shape.

    It goes from `start` to `end`, or in circles round points from `start` to `end`, where the
    largest has the radius `reach` (0 for one along a line).
    """

    start: complex
    end: complex
    reach: float
    stops: tuple[Stop, ...]
    matrix: Matrix

    def bands(self, box: Box) -> Iterator[Band]:
        """Paths in the gradient's space and their colours, which cover this box of the shape's."""
        far = self._far(box)
        steps = list(_steps(self.stops))
        if self.reach:
            yield _square(self.end, far), operands(*self.stops[-1][1])
            first = (0.0, self.stops[0][0], self.stops[0][1])
            for _, until, shade in reversed([first, *steps]):
                if until > 0:
                    centre = self.start + (self.end - self.start) * until
                    yield _circle(centre, self.reach * until), operands(*shade)
            return
        yield _square(self.start, far), operands(*self.stops[0][1])
        along = self.end - self.start
        for begin, _, shade in [*steps, (self.stops[-1][0], 1.0, self.stops[-1][1])]:
            yield _half(self.start + along * begin, along / abs(along), far), operands(*shade)

    def _far(self, box: Box) -> float:
        """More than the distance from the start or end to any place in the box."""
        back = _inverse(self.matrix)
        places = [apply(back, complex(x, y)) for x in box[::2] for y in box[1::2]]
        away = max(abs(place - self.start) for place in places)
        return 2 * (away + abs(self.end - self.start) + self.reach) + 1e-9


def gradient(
    node: Node,
    find: Callable[[str], Node | None],
    said: Callable[[Node], Mapping[str, str]],
    view: tuple[float, float],
    palette: Palette,
    box: Box,
) -> Gradient:
    """The gradient of a shape with these bounds; `said` gives the style of a stop."""
    chain = list(_chain(node, find))
    own: dict[str, str] = {}
    for link in reversed(chain):
        own |= link.attributes
    kids = next(
        (found for link in chain if (found := [k for k in link.kids if k.tag == "stop"])), []
    )
    stops = tuple(_stops(kids, said, palette))
    if not stops:
        raise UnsupportedSvg("the gradient has no colours; use one flat colour", node.line)
    if "transform-origin" in own:
        raise UnsupportedSvg("'transform-origin' is not read; put it into the transform", node.line)
    if own.get("spreadMethod", "pad") != "pad":
        raise UnsupportedSvg("a gradient that repeats cannot be drawn; use one colour", node.line)
    whole = own.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox"
    left, top, right, bottom = box
    matrix: Matrix = (right - left, 0, 0, bottom - top, left, top) if whole else (1, 0, 0, 1, 0, 0)
    matrix = times(matrix, transform(own.get("gradientTransform", "")))
    if abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) < 1e-12:
        raise UnsupportedSvg("the gradient has no room in this shape; use one flat colour")

    def at(name: str, usual: str) -> float:
        return length(name, own.get(name, usual), (1, 1) if whole else view)

    if node.tag == "linearGradient":
        start, end = (
            complex(at("x1", "0%"), at("y1", "0%")),
            complex(at("x2", "100%"), at("y2", "0%")),
        )
        flat = start == end
        return Gradient(start, end + 1 if flat else end, 0, stops[-1:] if flat else stops, matrix)
    centre, reach = complex(at("cx", "50%"), at("cy", "50%")), at("r", "50%")
    focus = complex(at("fx", own.get("cx", "50%")), at("fy", own.get("cy", "50%")))
    if reach <= 0 or abs(focus - centre) >= reach or at("fr", "0") > 0:
        raise UnsupportedSvg(
            "the circles of the gradient cannot be drawn; use a plain one", node.line
        )
    return Gradient(focus, centre, reach, stops, matrix)


def _chain(node: Node, find: Callable[[str], Node | None]) -> Iterator[Node]:
    """The gradient and those it takes what it does not say from (SVG 2, 14.2.4)."""
    for _ in range(MAX_LINKS):
        yield node
        link = node.attributes.get("href", "")
        following = find(link[1:]) if link.startswith("#") else None
        if following is None or following.tag not in GRADIENTS:
            return
        node = following


def _stops(
    kids: Sequence[Node], said: Callable[[Node], Mapping[str, str]], palette: Palette
) -> Iterator[Stop]:
    """The stops in ascending order, however they are written (SVG 2, 14.2.4.3)."""
    least = 0.0
    for kid in kids:
        match = re.fullmatch(rf"\s*({NUMBER})(%?)\s*", kid.attributes.get("offset", "0"))
        if not match:
            raise UnsupportedSvg("'offset' must be a number or a percentage", kid.line)
        least = min(max(float(match[1]) / (100 if match[2] else 1), least), 1)
        style = said(kid)
        here = dict(palette)
        if "color" in style:
            here["current"] = colour(style["color"], palette)
        found = colour(style.get("stop-color", "black"), here)
        opacity = re.fullmatch(rf"({NUMBER})(%?)", style.get("stop-opacity", "1"))
        share = float(opacity[1]) / (100 if opacity[2] else 1) if opacity else 0
        if not found or share < 1:
            message = "a gradient that fades cannot be drawn; print has no transparency here"
            raise UnsupportedSvg(f"{message}, so mix the colour itself", kid.line)
        red, green, blue = map(float, (current(here) if found == CURRENT else found).split())
        yield least, (red, green, blue)


def _steps(stops: Sequence[Stop]) -> Iterator[tuple[float, float, RGB]]:
    """Where each band begins and ends, and its colour."""
    for (begin, one), (end, other) in pairwise(stops):
        count = max(1, ceil(max(abs(a - b) for a, b in zip(one, other, strict=True)) / STEP))
        for i in range(count if end > begin else 0):
            part = (i + 0.5) / count
            red, green, blue = (a + (b - a) * part for a, b in zip(one, other, strict=True))
            wide = (end - begin) / count
            yield begin + i * wide, begin + (i + 1) * wide, (red, green, blue)


def _inverse(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    return (
        d / area,
        -b / area,
        -c / area,
        a / area,
        (c * f - d * e) / area,
        (b * e - a * f) / area,
    )


def _half(place: complex, along: complex, far: float) -> list[Segment]:
    """What lies beyond a place, as far as can be seen."""
    side = along * 1j * far
    corners = (place - side, place + side, place + side + along * far, place - side + along * far)
    return [("m", corners[:1]), *(("l", (corner,)) for corner in corners[1:]), ("h", ())]


def _square(middle: complex, far: float) -> list[Segment]:
    return _half(middle - far, 1 + 0j, 2 * far)


def _circle(middle: complex, radius: float) -> list[Segment]:
    half = f"a{radius!r} {radius!r} 0 1 1"
    path = (
        f"M{middle.real - radius!r} {middle.imag!r}{half} {2 * radius!r} 0{half} {-2 * radius!r} 0z"
    )
    return list(segments(path))


# -- how far a shape reaches


def bounds(path: Sequence[Segment]) -> Box:
    """The box round a path, in its units: curves reach less far than their handles."""
    here = 0j
    places: list[complex] = []
    for _, points in path:
        places += points[-1:]
        if len(points) == 3:
            for part in ("real", "imag"):
                ends = [getattr(p, part) for p in (here, *points)]
                places += (_at((here, *points), t) for t in _turns(*ends))
        here = points[-1] if points else here
    across, down = [p.real for p in places], [p.imag for p in places]
    return min(across), min(down), max(across), max(down)


def _turns(a: float, b: float, c: float, d: float) -> Iterator[float]:
    """Where a curve turns back in one direction: between 0 and 1."""
    first, middle, last = b - a, c - b, d - c
    square, half = first - 2 * middle + last, middle - first
    under = half * half - square * first
    if abs(square) < 1e-12:
        found = [-first / (2 * half)] if half else []
    elif under < 0:
        found = []
    else:
        found = [(-half + sqrt(under)) / square, (-half - sqrt(under)) / square]
    return (t for t in found if 0 < t < 1)


def _at(points: Sequence[complex], t: float) -> complex:
    a, b, c, d = points
    s = 1 - t
    return a * s**3 + 3 * b * s * s * t + 3 * c * s * t * t + d * t**3
