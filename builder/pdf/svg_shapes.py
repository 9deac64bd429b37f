"""The geometry of SVG: lengths, transforms, the page, and shapes as path data.

Chapters are those of SVG 2 (W3C, 2018).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import cos, radians, sin, tan

from builder.pdf.svg_paths import COMMA, NUMBER, SPACE, UnsupportedSvg, quoted, several

MAX_POINTS = 14_400  # the largest page (ISO 32000-1, annex C)
MAX_VALUE = 1e9  # keeps sums and products of a shape finite
POINTS = 72 / 96  # in a user unit (CSS Values 3, 6.2)

Matrix = tuple[float, float, float, float, float, float]
Own = Mapping[str, str]


# -- lengths

UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
NUMBERS = re.compile(several(NUMBER))
PAIRS = re.compile(several(NUMBER, NUMBER))
LENGTH = re.compile(rf"{SPACE}({NUMBER})([a-z]*+){SPACE}")


def length(name: str, value: str) -> float:
    """A length in user units, of which there are 96 to the inch (chapter 8)."""
    match = LENGTH.fullmatch(value)
    if not match or match[2] not in UNITS:
        units = ", ".join(filter(None, UNITS))
        raise UnsupportedSvg(
            f"'{name}' must be a number, alone or with {units}; not {quoted(value)}"
        )
    return _float(match[1]) * UNITS[match[2]]


def size(name: str, value: str | None) -> float:
    """A length that must be there and be more than 0, or else nothing would be drawn."""
    found = length(name, value) if value is not None else 0
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


# -- the page


def page(own: Mapping[str, str]) -> tuple[tuple[float, float], Matrix]:
    """Width and height in points, and the matrix from user units to them (chapter 8)."""
    wanted = [
        None if own.get(name, "100%") in ("100%", "auto") else size(name, own[name])
        for name in ("width", "height")
    ]
    box = numbers(own.get("viewBox", ""))
    if "viewBox" not in own and all(wanted):
        box = [0, 0, *(side or 0 for side in wanted)]
    if len(box) != 4 or not min(box[2:]) > 0:
        raise UnsupportedSvg("'viewBox' must be four numbers: left, top, width and height")
    left, top, across, down = box
    width = wanted[0] or (wanted[1] or down) * across / down
    height = wanted[1] or width * down / across
    if max(width, height) * POINTS > MAX_POINTS:
        raise UnsupportedSvg(f"the picture is larger than {MAX_POINTS} points")
    x, y = _fit(own.get("preserveAspectRatio", ""), width / across, height / down)
    shift_x, shift_y = (width - x * across) / 2 - x * left, (height + y * down) / 2 + y * top
    matrix = (x, 0, 0, -y, shift_x, shift_y)
    return (width * POINTS, height * POINTS), times((POINTS, 0, 0, POINTS, 0, 0), matrix)


def _fit(ratio: str, across: float, down: float) -> tuple[float, float]:
    """The scales that fit the view box into the picture, in the middle unless it is filled."""
    if ratio.strip() == "none":
        return across, down
    if ratio.strip() not in ("", "xMidYMid", "xMidYMid meet"):
        raise UnsupportedSvg("'preserveAspectRatio' must be none or xMidYMid meet")
    return min(across, down), min(across, down)


# -- shapes


def _rect(own: Own) -> str:
    x, y = (length(name, own.get(name, "0")) for name in "xy")
    w, h = size("width", own.get("width")), size("height", own.get("height"))
    rx = length("rx", own.get("rx", own.get("ry", "0")))
    ry = length("ry", own.get("ry", own.get("rx", "0")))
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


def _ellipse(own: Own, *radii: str) -> str:
    x, y = (length(name, own.get(name, "0")) for name in ("cx", "cy"))
    rx, ry = (size(name, own.get(name)) for name in radii)
    half = f"a{rx} {ry} 0 1 1"
    return f"M{x - rx} {y}{half} {2 * rx} 0{half} {-2 * rx} 0z"


def _line(own: Own) -> str:
    x1, y1, x2, y2 = (length(name, own.get(name, "0")) for name in ("x1", "y1", "x2", "y2"))
    return f"M{x1} {y1}L{x2} {y2}"


def _corners(own: Own) -> str:
    points = own.get("points", "")
    if not PAIRS.fullmatch(points):
        raise UnsupportedSvg("'points' must be pairs of numbers, at least one")
    return f"M{points}"


# Each shape as the path chapter 10 says it is, from its own attributes.
SHAPES: dict[str, tuple[tuple[str, ...], Callable[[Own], str]]] = {
    "path": (("d",), lambda own: own.get("d", "")),
    "rect": (("x", "y", "width", "height", "rx", "ry"), _rect),
    "circle": (("cx", "cy", "r"), lambda own: _ellipse(own, "r", "r")),
    "ellipse": (("cx", "cy", "rx", "ry"), lambda own: _ellipse(own, "rx", "ry")),
    "line": (("x1", "y1", "x2", "y2"), _line),
    "polyline": (("points",), _corners),
    "polygon": (("points",), lambda own: _corners(own) + "z"),
}
