"""The geometry of SVG: lengths, transforms, the page, and shapes as path data.

Chapters are those of SVG 2 (W3C, 2018).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import cos, hypot, radians, sin, sqrt, tan

from builder.pictures.svg.paths import COMMA, NUMBER, SPACE, UnsupportedSvg, quoted, several

MAX_POINTS = 14_400  # the largest page (ISO 32000-1, annex C)
MAX_VALUE = 1e9  # keeps sums and products of a shape finite
POINTS = 72 / 96  # in a user unit (CSS Values 3, 6.2)

Matrix = tuple[float, float, float, float, float, float]
Own = Mapping[str, str]
View = tuple[float, float]  # width and height, in user units


# -- lengths

UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
NUMBERS = re.compile(several(NUMBER))
PAIRS = re.compile(several(NUMBER, NUMBER))
LENGTH = re.compile(rf"{SPACE}({NUMBER})([a-zA-Z]*+|%){SPACE}")
ACROSS = {"x", "cx", "rx", "x1", "x2", "width", "fx"}
DOWN = {"y", "cy", "ry", "y1", "y2", "height", "fy"}


def length(name: str, value: str, view: View) -> float:
    """A length in user units, of which there are 96 to the inch (chapter 8).

    A percentage is of the width or height of the view, or of both (8.9).
    """
    match = LENGTH.fullmatch(value)
    if match and match[2] == "%":
        diagonal = hypot(*view) / sqrt(2)
        whole = view[0] if name in ACROSS else view[1] if name in DOWN else diagonal
        return _float(match[1]) / 100 * whole
    if not match or match[2].lower() not in UNITS:
        units = ", ".join(filter(None, UNITS))
        raise UnsupportedSvg(
            f"'{name}' must be a number, alone or with {units} or %; not {quoted(value)}"
        )
    return _float(match[1]) * UNITS[match[2].lower()]


def lengths(name: str, value: str, view: View) -> list[float]:
    """Lengths with spaces or commas between them."""
    return [length(name, part, view) for part in re.split(r"\s*,\s*|\s+", value.strip())]


def size(name: str, value: str | None, view: View) -> float:
    """A length that must be there and be more than 0, or else nothing would be drawn."""
    found = length(name, value, view) if value is not None else 0
    if not found > 0:
        raise UnsupportedSvg(f"'{name}' must be given, and be more than 0")
    return found


def numbers(value: str) -> list[float]:
    """Numbers with spaces or commas between them; none if anything else is there."""
    found = NUMBERS.fullmatch(value)
    return [_float(number) for number in re.findall(NUMBER, value)] if found else []


def _float(text: str) -> float:
    value = float(text)
    if abs(value) > MAX_VALUE:
        raise UnsupportedSvg(f"the number {text[:20]} is too large")
    return value


# -- transforms


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `then` inside of `first`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    across = (a * g + c * h, b * g + d * h)
    up = (a * i + c * j, b * i + d * j)
    return (*across, *up, a * k + c * m + e, b * k + d * m + f)


def apply(matrix: Matrix, point: complex) -> complex:
    a, b, c, d, e, f = matrix
    return complex(a * point.real + c * point.imag + e, b * point.real + d * point.imag + f)


def _rotate(angle: float, x: float = 0, y: float = 0) -> Matrix:
    c, s = cos(radians(angle)), sin(radians(angle))
    return (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)


TRANSFORMS: dict[str, tuple[tuple[int, ...], Callable[..., Matrix]]] = {
    "matrix": ((6,), lambda a, b, c, d, e, f: (a, b, c, d, e, f)),
    "translate": ((1, 2), lambda x, y=0.0: (1, 0, 0, 1, x, y)),
    "scale": ((1, 2), lambda x, y=None: (x, 0, 0, x if y is None else y, 0, 0)),
    "rotate": ((1, 3), _rotate),
    "skewX": ((1,), lambda angle: (1, 0, tan(radians(angle)), 1, 0, 0)),
    "skewY": ((1,), lambda angle: (1, tan(radians(angle)), 0, 1, 0, 0)),
}
TRANSFORM = re.compile(rf"{COMMA}([a-zA-Z]++){SPACE}\(([^()]*+)\)")


def transform(value: str) -> Matrix:
    """The matrix of a `transform` attribute (CSS Transforms 1)."""
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    value = value.strip()
    end = 0
    while end < len(value):
        match = TRANSFORM.match(value, end)
        counts, make = TRANSFORMS.get(match[1] if match else "", ((), _rotate))
        given = numbers(match[2]) if match else []
        if not match or len(given) not in counts:
            raise UnsupportedSvg(f"the transform {quoted(value[end:].strip())} cannot be read")
        matrix = times(matrix, make(*given))
        end = match.end()
    return matrix


# -- the page, and views in it


def page(own: Own) -> tuple[View, View, Matrix]:
    """The page's size in points, the view in user units, and the matrix from these to points."""
    wanted = [
        None if re.search(r"%\s*$|auto", own.get(name, "%")) else size(name, own[name], (0, 0))
        for name in ("width", "height")
    ]
    box = numbers(own.get("viewBox", ""))
    if "viewBox" not in own and all(wanted):
        box = [0, 0, *(side or 0 for side in wanted)]
    if len(box) != 4 or not min(box[2:]) > 0:
        raise UnsupportedSvg("'viewBox' must be four numbers: left, top, width and height")
    _, _, across, down = box
    width = wanted[0] or (wanted[1] or down) * across / down
    height = wanted[1] or width * down / across
    if max(width, height) * POINTS > MAX_POINTS:
        raise UnsupportedSvg(f"the picture is larger than {MAX_POINTS} points")
    points: Matrix = (POINTS, 0, 0, -POINTS, 0, height * POINTS)
    inside = fitted(box, (width, height), own.get("preserveAspectRatio", ""))
    return (width * POINTS, height * POINTS), (across, down), times(points, inside)


ALIGN = re.compile(r"(?:defer\s+)?x(Min|Mid|Max)Y(Min|Mid|Max)(?:\s+(meet|slice))?")
SHARE = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


def fitted(box: list[float], room: View, ratio: str) -> Matrix:
    """The matrix that fits a view box into a room of this width and height (8.6)."""
    left, top, across, down = box
    x, y = room[0] / across, room[1] / down
    horizontal = vertical = 0.5
    if ratio.strip() != "none":
        match = ALIGN.fullmatch(ratio.strip() or "xMidYMid")
        if not match:
            raise UnsupportedSvg("'preserveAspectRatio' must be none, or as xMidYMid meet")
        x = y = max(x, y) if match[3] == "slice" else min(x, y)
        horizontal, vertical = SHARE[match[1]], SHARE[match[2]]
    return (
        *(x, 0, 0, y),
        (room[0] - x * across) * horizontal - x * left,
        (room[1] - y * down) * vertical - y * top,
    )


# -- shapes


def _rect(own: Own, view: View) -> str:
    x, y = (length(name, own.get(name, "0"), view) for name in "xy")
    w, h = size("width", own.get("width"), view), size("height", own.get("height"), view)
    radii = {n: v for n in ("rx", "ry") if (v := own.get(n, "auto").strip()) != "auto"}
    rx = length("rx", radii["rx"], view) if "rx" in radii else None
    ry = length("ry", radii["ry"], view) if "ry" in radii else None
    rx, ry = (ry or 0.0) if rx is None else rx, (rx or 0.0) if ry is None else ry
    if min(rx, ry) < 0:
        raise UnsupportedSvg("'rx' and 'ry' must not be less than 0")
    rx, ry = min(rx, w / 2), min(ry, h / 2)
    if not rx or not ry:
        return f"M{x} {y}h{w}v{h}h{-w}z"
    corner, straight, upright = f"a{rx} {ry} 0 0 1", w - 2 * rx, h - 2 * ry
    return (
        f"M{x + rx} {y}h{straight}{corner} {rx} {ry}v{upright}{corner} {-rx} {ry}"
        f"h{-straight}{corner} {-rx} {-ry}v{-upright}{corner} {rx} {-ry}z"
    )


def _ellipse(*radii: str) -> Callable[[Own, View], str]:
    def path(own: Own, view: View) -> str:
        x, y = (length(name, own.get(name, "0"), view) for name in ("cx", "cy"))
        rx, ry = (size(name, own.get(name), view) for name in radii)
        half = f"a{rx} {ry} 0 1 1"  # from the right, where dashes begin (10.3)
        return f"M{x + rx} {y}{half} {-2 * rx} 0{half} {2 * rx} 0z"

    return path


def _line(own: Own, view: View) -> str:
    x1, y1, x2, y2 = (length(name, own.get(name, "0"), view) for name in ("x1", "y1", "x2", "y2"))
    return f"M{x1} {y1}L{x2} {y2}"


def _corners(own: Own, view: View) -> str:
    points = own.get("points", "")
    if not PAIRS.fullmatch(points):
        raise UnsupportedSvg("'points' must be pairs of numbers, at least one")
    return f"M{points}"


# Each shape as the path chapter 10 says it is, from its own attributes.
SHAPES: dict[str, tuple[tuple[str, ...], Callable[[Own, View], str]]] = {
    "path": (("d",), lambda own, _: own.get("d", "")),
    "rect": (("x", "y", "width", "height", "rx", "ry"), _rect),
    "circle": (("cx", "cy", "r"), _ellipse("r", "r")),
    "ellipse": (("cx", "cy", "rx", "ry"), _ellipse("rx", "ry")),
    "line": (("x1", "y1", "x2", "y2"), _line),
    "polyline": (("points",), _corners),
    "polygon": (("points",), lambda own, view: _corners(own, view) + "z"),
}
