"""SVG pictures as PDF content: brand marks and icons, exact and in the brand's colours.

Only what can be printed as it was drawn is read: shapes, flat or with a
gradient, cut by other shapes. All else is refused with its line, never
dropped, and all of it at once. What no shape refers to is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.caches import remembered
from builder.pictures.svg.colours import colour
from builder.pictures.svg.content import Content, number
from builder.pictures.svg.elements import SVG, tree
from builder.pictures.svg.painter import Painter
from builder.pictures.svg.paths import TooMuch, UnsupportedSvg, quoted

__all__ = ["SVG", "Drawing", "UnsupportedSvg", "drawing"]

MAX_FAULTS = 20


@dataclass(frozen=True)
class Drawing:
    """A vector picture: `width` and `height` in points.

    `operators` is PDF content that paints it with its lower left corner at the
    origin, nothing beyond its edges, and leaves the graphics state as it was.
    `svg` is a file of plain paths that shows the same.
    """

    width: float
    height: float
    operators: str
    svg: str


def drawing(svg: bytes, roles: Mapping[str, str] | None = None) -> Drawing:
    """The picture in an SVG file; `roles` gives the colour, '#rrggbb', of each `var(--role)`.

    The role 'current' is what `currentColor` stands for. Raises UnsupportedSvg
    with all that cannot be drawn. A picture is read once a process.
    """
    return _drawing(svg, tuple(sorted((roles or {}).items())))


@remembered
def _drawing(svg: bytes, roles: tuple[tuple[str, str], ...]) -> Drawing:
    faults: list[UnsupportedSvg] = []
    try:
        root, faults = tree(svg)
        if root.tag != "svg":
            name = quoted(root.tag.rpartition(" ")[2])
            raise TooMuch(f"this is not an SVG picture: it begins with {name}", root.line)
        painter = Painter(root, {name: colour(value, {}) for name, value in roles}, faults)
        width, height = painter.picture()
        if not faults and not painter.content.shapes:
            raise TooMuch("nothing in this picture is drawn", root.line)
    except UnsupportedSvg as fault:
        faults.append(fault)
    if faults:
        raise _together(faults)
    edges = f"q\n0 0 {number(width)} {number(height)} re W n"
    operators = "\n".join((edges, *painter.content.code, "Q"))
    return Drawing(width, height, operators, _file(width, height, painter.content))


def _together(faults: Iterable[UnsupportedSvg]) -> UnsupportedSvg:
    """All that is wrong, each thing once and in order, as one."""
    told = sorted({(fault.line or 1, str(fault)) for fault in faults})
    every = tuple(UnsupportedSvg(message, line) for line, message in told[:MAX_FAULTS])
    every[0].all = every
    return every[0]


def _file(width: float, height: float, content: Content) -> str:
    """The drawing as an SVG file of plain paths, in points, with y upwards as in PDF."""
    wide, high = number(width), number(height)
    return (
        f'<svg xmlns="{SVG}" width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}">'
        f'<g transform="matrix(1 0 0 -1 0 {high})">{"".join(content.shapes)}</g></svg>'
    )
