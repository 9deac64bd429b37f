"""What a drawing paints, twice: as operators of PDF, and as an SVG of plain paths.

The second is what web pages show. It says the same in the same numbers, and
nothing else that stood in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import NamedTuple

from builder.pictures.svg.paths import Segment, TooMuch, UnsupportedSvg, dots
from builder.pictures.svg.shapes import Matrix, apply
from builder.pictures.svg.style import BUTT, Style

MAX_SEGMENTS = 20_000
MAX_NUMBER = 32_767  # what every reader holds (PDF Reference 1.4, appendix C)
LETTERS = {"m": "M", "l": "L", "c": "C", "h": "Z"}
CAPS, JOINS = {"1": "round", "2": "square"}, {"1": "round", "2": "bevel"}


@dataclass(frozen=True)
class Cut:
    """Paths with their matrices, and the rule by which they are inside: '' or '*'."""

    paths: tuple[tuple[Sequence[Segment], Matrix], ...]
    rule: str = ""


Shape = tuple[Segment, ...]


class Written(NamedTuple):
    """A shape as it was written where it stood first: operators, and path data."""

    matrix: Matrix
    operators: str
    data: str


class Content:
    """Operators that paint shapes; the graphics state is written when it changes."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.shapes: list[str] = []
        self._state: dict[str, str] = {}
        self._kept: list[dict[str, str]] = []
        self._segments = self._clips = 0
        self._written: dict[tuple[Shape, tuple[float, ...]], Written] = {}

    def paint(self, path: Sequence[Segment], matrix: Matrix, style: Style) -> None:
        """A shape in flat colours, in user units; nothing if neither inside nor edge has one."""
        self.count(len(path))
        scale = _scale(matrix)
        fill, stroke = style.inks()
        # PDF fills what has no area with the thinnest line (ISO 32000-1, 8.5.3.3); SVG does not.
        if len({point for _, points in path for point in points}) <= 2:
            fill = ""
        if (fill, stroke) != (style.fill, style.stroke):
            style = replace(style, fill=fill, stroke=stroke)
        if stroke and style.cap != BUTT:
            path = dots(path, 0.002 / scale)
        if stroke and _stretches(matrix, scale):
            self._stretched(path, matrix, scale, style)
        elif fill or stroke:
            self._plain(path, matrix, scale, style)

    def clip(self, cut: Cut) -> None:
        """From here to `unclip`, nothing is painted outside of the cut."""
        lines = []
        for path, matrix in cut.paths:
            self.count(len(path))
            lines += self._lines(path, matrix)
        self._kept.append(dict(self._state))
        self.code += ["q", *(f"{numbers} {operator}".strip() for operator, numbers in lines)]
        self.code.append(f"W{cut.rule} n")
        self._clips += 1
        data = "".join(LETTERS[operator] + numbers for operator, numbers in lines)
        kind = ' clip-rule="evenodd"' if cut.rule else ""
        self.shapes.append(
            f'<clipPath id="c{self._clips}"><path{kind} d="{data}"/></clipPath>'
            f'<g clip-path="url(#c{self._clips})">'
        )

    def band(self, path: Sequence[Segment], matrix: Matrix, ink: str) -> None:
        """A part of a gradient, in one colour; what it is cut by was counted."""
        self.count(1)
        self._plain(path, matrix, 1, Style({}, fill=ink))

    def unclip(self) -> None:
        self.code.append("Q")
        self._state = self._kept.pop()
        self.shapes.append("</g>")

    def count(self, more: int) -> None:
        """Notes how many segments there are. Raises UnsupportedSvg for too many."""
        self._segments += more
        if self._segments > MAX_SEGMENTS:
            raise TooMuch(f"the picture has more than {MAX_SEGMENTS} segments; simplify it")

    def _lines(self, path: Sequence[Segment], matrix: Matrix) -> list[tuple[str, str]]:
        return [
            (
                operator,
                " ".join(
                    f"{number(p.real)} {number(p.imag)}"
                    for p in (apply(matrix, point) for point in points)
                ),
            )
            for operator, points in path
        ]

    def _plain(self, path: Sequence[Segment], matrix: Matrix, scale: float, style: Style) -> None:
        fill, stroke = str(style.fill), str(style.stroke)
        # A width of 0 would be the thinnest line there is (ISO 32000-1, 8.4.3.2).
        width = number(max(style.width * scale, 0.001))
        dash = " ".join(number(part * scale) for part in style.dash)
        offset = number(style.offset * scale)
        if fill:
            self._set("rg", fill)
        if stroke:
            self._set("RG", stroke)
            self._set("w", width)
            self._set("J", style.cap)
            self._set("j", style.join)
            self._set("M", style.miter)
            self._set("d", f"[{dash}] {offset if dash else 0}")
        shape = self._shape(path, matrix)
        operator = "B" if fill and stroke else "f" if fill else "S"
        painted = f"{shape.operators}\n{operator}{style.rule if fill else ''}"
        place = ""
        if shape.matrix[4:] != matrix[4:]:  # the same shape again, moved: its numbers stay
            x, y = (number(matrix[n] - shape.matrix[n]) for n in (4, 5))
            painted = f"q 1 0 0 1 {x} {y} cm\n{painted}\nQ"
            place = f' transform="translate({x} {y})"'
        self.code.append(painted)
        look = Look(fill, stroke, width, dash, offset)
        self.shapes.append(f'<path d="{shape.data}"{place}{look.attributes(style)}/>')

    def _shape(self, path: Sequence[Segment], matrix: Matrix) -> Written:
        """A shape as it is written, or was before if it stood elsewhere then."""
        key = (tuple(path), matrix[:4])
        if key not in self._written:
            lines = self._lines(path, matrix)
            operators = "\n".join(f"{numbers} {operator}".strip() for operator, numbers in lines)
            data = "".join(LETTERS[operator] + numbers for operator, numbers in lines)
            self._written[key] = Written(matrix, operators, data)
        return self._written[key]

    def _stretched(
        self, path: Sequence[Segment], matrix: Matrix, scale: float, style: Style
    ) -> None:
        """The pen is stretched too, so PDF has to transform the shape: all but the scale."""
        before = dict(self._state)
        shape = " ".join(f"{part / scale:.6f}" for part in matrix[:4])
        place = f"{number(matrix[4])} {number(matrix[5])}"
        self.code.append(f"q {shape} {place} cm")
        self.shapes.append(f'<g transform="matrix({shape} {place})">')
        self._plain(path, (scale, 0, 0, scale, 0, 0), scale, style)
        self.code.append("Q")
        self.shapes.append("</g>")
        self._state = before

    def _set(self, operator: str, operands: str) -> None:
        if self._state.get(operator) != operands:
            self._state[operator] = operands
            self.code.append(f"{operands} {operator}")


@dataclass(frozen=True)
class Look:
    """The colours of a path and its pen, as the operands they are in PDF."""

    fill: str
    stroke: str
    width: str
    dash: str
    offset: str

    def attributes(self, style: Style) -> str:
        said = {"fill": _hex(self.fill) if self.fill else "none"}
        if self.fill and style.rule:
            said["fill-rule"] = "evenodd"
        if self.stroke:
            said |= {"stroke": _hex(self.stroke), "stroke-width": self.width}
            said |= {"stroke-linecap": CAPS[style.cap]} if style.cap in CAPS else {}
            said |= {"stroke-linejoin": JOINS[style.join]} if style.join in JOINS else {}
            said |= {"stroke-miterlimit": style.miter} if style.miter != "4" else {}
            said |= {"stroke-dasharray": self.dash} if self.dash else {}
            said |= {"stroke-dashoffset": self.offset} if self.dash and self.offset != "0" else {}
        return "".join(f' {name}="{value}"' for name, value in said.items())


def _hex(operands: str) -> str:
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in operands.split())


def _scale(matrix: Matrix) -> float:
    scale = sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    if not scale > 1e-6:
        raise UnsupportedSvg("the transforms leave nothing of this shape")
    return scale


def _stretches(matrix: Matrix, scale: float) -> bool:
    """Whether the matrix does more than move, turn, mirror and scale."""
    across, up = complex(*matrix[:2]), complex(*matrix[2:4])
    return min(abs(up - 1j * across), abs(up + 1j * across)) > 1e-6 * scale


def number(value: float) -> str:
    """At most three decimals; no exponent and no negative zero."""
    if not abs(value) <= MAX_NUMBER:
        raise UnsupportedSvg("the shape reaches too far beyond the picture")
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) >= 0.0005 else "0"
