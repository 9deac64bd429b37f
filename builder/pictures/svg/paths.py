"""Path data of SVG as lines and curves of PDF (SVG 2, chapter 9).

Points are complex numbers, x + yi, in the user units of the SVG. `svg.path`
turns relative and smooth commands into plain ones; it skips what it cannot
read, so the grammar is checked here first.
"""

from __future__ import annotations

import cmath
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil, cos, radians, sin, tan

from svg.path import Arc, CubicBezier, Line, Move, QuadraticBezier, parse_path

from builder.caches import remembered

# An operator of PDF (m, l, c or h) and its points.
Segment = tuple[str, tuple[complex, ...]]

SHORT = 1_000  # characters of path data
# Every repetition is possessive (`+` after it), so that no input makes matching slow.
SPACE = r"[ \t\r\n]*+"
COMMA = rf"{SPACE},?+{SPACE}"
NUMBER = r"[-+]?+(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)(?:[eE][-+]?+[0-9]++)?+"


class UnsupportedSvg(ValueError):
    """Why a picture cannot be drawn, in words for its author.

    `line` counts from 1; 0 where it is not known yet. `all` are this and what
    else is wrong with the file, line by line.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.all: tuple[UnsupportedSvg, ...] = (self,)


class TooMuch(UnsupportedSvg):
    """Nothing more is looked at: there would be no end to it."""


def quoted(value: str) -> str:
    """What an author wrote, for a message: at most 40 characters of it."""
    return f"'{value[:39]}…'" if len(value) > 40 else f"'{value}'"


def several(*items: str) -> str:
    group = COMMA.join(items)
    return f"{SPACE}{group}(?:{COMMA}{group})*+{SPACE}"


ARGUMENTS = {
    **{"M": (NUMBER,) * 2, "L": (NUMBER,) * 2, "T": (NUMBER,) * 2, "H": (NUMBER,), "V": (NUMBER,)},
    **{"S": (NUMBER,) * 4, "Q": (NUMBER,) * 4, "C": (NUMBER,) * 6},
    "A": (NUMBER, NUMBER, NUMBER, "[01]", "[01]", NUMBER, NUMBER),
}
COMMANDS = "|".join(f"[{c}{c.lower()}]{several(*a)}" for c, a in ARGUMENTS.items())
PATH = re.compile(rf"{SPACE}(?=[Mm])(?:{COMMANDS}|[Zz]{SPACE})*+")


def segments(data: str) -> tuple[Segment, ...]:
    """The lines and curves of path data (chapter 9). Raises UnsupportedSvg."""
    return _again(data) if len(data) <= SHORT else tuple(_segments(data))


@remembered
def _again(data: str) -> tuple[Segment, ...]:
    """Those of a small shape, such as the person that a pictograph draws a thousand times."""
    return tuple(_segments(data))


def _segments(data: str) -> Iterator[Segment]:
    match = PATH.match(data)
    end = match.end() if match else 0
    if not data.strip() or end < len(data):
        raise UnsupportedSvg(f"the path data cannot be read from {quoted(data[end:])} on")
    try:
        for part in parse_path(data):
            match part:
                case Move():
                    yield "m", (part.end,)
                case Line():
                    yield "l", (part.end,)
                case CubicBezier():
                    yield "c", (part.control1, part.control2, part.end)
                case QuadraticBezier():
                    near, far = part.control - part.start, part.control - part.end
                    yield "c", (part.start + near * 2 / 3, part.end + far * 2 / 3, part.end)
                case Arc():
                    yield from _arc(part)
                case _:
                    yield "h", ()
    except (ArithmeticError, ValueError) as fault:
        raise UnsupportedSvg("the path has numbers too large, or a radius below 0") from fault


def _arc(arc: Arc) -> Iterator[Segment]:
    """The arc as curves of at most a quarter turn; they stray by 0.03 % of its radius."""
    if arc.start == arc.end:
        return
    if not arc.radius.real or not arc.radius.imag:
        yield "l", (arc.end,)
        return
    turn = arc.delta
    if not 1e-5 < abs(turn) < 360 - 1e-5:
        # svg.path 7.1 cannot tell no turn from a full one when the ends nearly meet.
        turn = (360 if arc.sweep else -360) if arc.arc else 0
    count = max(1, ceil(abs(turn) / 90 - 1e-9))
    radii = arc.radius * arc.radius_scale
    axis = cmath.rect(1, radians(arc.rotation))
    reach = 4 / 3 * tan(radians(turn) / count / 4)

    def at(angle: float) -> complex:
        return arc.center + axis * complex(radii.real * cos(angle), radii.imag * sin(angle))

    def along(angle: float) -> complex:
        return reach * axis * complex(-radii.real * sin(angle), radii.imag * cos(angle))

    angles = [radians(arc.theta + turn * i / count) for i in range(count + 1)]
    points = [arc.start, *map(at, angles[1:-1]), arc.end]
    for (here, there), (start, end) in zip(pairwise(angles), pairwise(points), strict=True):
        yield "c", (start + along(here), end - along(there), end)


def dots(path: Iterable[Segment], reach: float) -> list[Segment]:
    """The path, with subpaths of no length as lines of the length `reach`.

    Round and square caps make them dots (SVG 2, 13.5). PDF has no square ones (ISO
    32000-1, 8.5.3.2), and not every reader paints the round ones.
    """
    found: list[list[Segment]] = []
    for segment in path:
        if segment[0] == "m":
            found.append([])
        found[-1].append(segment)
    return [segment for subpath in found for segment in _dot(subpath, reach)]


def _dot(subpath: list[Segment], reach: float) -> list[Segment]:
    start = subpath[0][1][0]
    if len(subpath) > 1 and all(point == start for _, points in subpath for point in points):
        return [subpath[0], ("l", (start + reach,))]
    return subpath
