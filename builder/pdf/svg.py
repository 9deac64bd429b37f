"""SVG pictures as PDF content: brand marks and icons, exact and in the brand's colours.

Only what can be printed as it was drawn is read: flat shapes, filled or
stroked. All else is refused with its line, never dropped, and so is whatever
could reach beyond the picture: document types, entities, scripts, style sheets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from math import sqrt
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl, InputSource, Locator

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from builder.pdf.svg_paths import Segment, UnsupportedSvg, dots, quoted, segments
from builder.pdf.svg_shapes import SHAPES, Matrix, apply, page, times, transform
from builder.pdf.svg_style import BUTT, Palette, Style, colour, declarations, inherit

__all__ = ["Drawing", "UnsupportedSvg", "drawing"]

MAX_BYTES = 256 * 1024
MAX_SEGMENTS = 20_000
MAX_DEPTH = 32
MAX_NUMBER = 32_767  # what every reader holds (PDF Reference 1.4, appendix C)


@dataclass(frozen=True)
class Drawing:
    """A vector picture: `width` and `height` in points.

    `operators` is PDF content that paints it with its lower left corner at the
    origin, nothing beyond its edges, and leaves the graphics state as it was.
    """

    width: float
    height: float
    operators: str


def drawing(svg: bytes, roles: Mapping[str, str] | None = None) -> Drawing:
    """The picture in an SVG file; `roles` gives the colour, '#rrggbb', of each `var(--role)`.

    The role 'current' is what `currentColor` stands for. Raises UnsupportedSvg
    at the first thing that cannot be drawn. A picture is read once a process.
    """
    return _drawing(svg, tuple(sorted((roles or {}).items())))


@lru_cache(maxsize=128)
def _drawing(svg: bytes, roles: tuple[tuple[str, str], ...]) -> Drawing:
    if len(svg) > MAX_BYTES:
        raise UnsupportedSvg(f"the picture is larger than {MAX_BYTES // 1024} KiB; simplify it")
    handler = _Reader({name: colour(value, {}) for name, value in roles})
    reader = DefusedExpatParser(True, forbid_dtd=True)
    reader.setContentHandler(handler)
    source = InputSource()
    source.setByteStream(BytesIO(svg))
    try:
        reader.parse(source)
    except UnsupportedSvg as fault:
        raise UnsupportedSvg(str(fault), handler.line) from None
    except SAXParseException as fault:
        message = f"this is not well-formed XML: {fault.getMessage()}"
        raise UnsupportedSvg(message, fault.getLineNumber() or 1) from None
    except DefusedXmlException:
        message = "document types and entities are not read; delete '<!DOCTYPE …>'"
        raise UnsupportedSvg(message, reader.getLineNumber() or 1) from None
    except (LookupError, ValueError):  # from the codecs, for an encoding expat leaves to Python
        raise UnsupportedSvg("the encoding cannot be read; save the picture as UTF-8") from None
    return handler.finish()


# -- elements and attributes

SVG = "http://www.w3.org/2000/svg"
SILENT = {"title", "desc", "metadata"}
# Where editors keep their notes; nothing in these namespaces is drawn.
EDITORS = re.compile(
    r"http://(www\.inkscape\.org|sodipodi\.sourceforge\.net|ns\.adobe\.com|www\.serif\.com"
    r"|www\.bohemiancoding\.com|creativecommons\.org|purl\.org/dc|www\.w3\.org/1999/02/22-rdf)"
)
OWN: dict[str, tuple[str, ...]] = {
    "svg": ("width", "height", "viewBox", "preserveAspectRatio"),
    "g": ("transform",),
    "defs": (),
    **{tag: (*names, "transform") for tag, (names, _) in SHAPES.items()},
}
# Attributes that say nothing about flat shapes; `x` and `y` do not on the outermost element.
SAYS_NOTHING = re.compile(
    r"id|class|lang|role|tabindex|focusable|version|baseProfile|pathLength|(data|aria)-[\w-]+"
)
PATHS, FLAT = "turn it into paths", "use one flat colour"
REFUSED = {
    **dict.fromkeys(("text", "tspan", "textPath", "clipPath", "mask", "marker"), PATHS),
    **dict.fromkeys(("linearGradient", "radialGradient", "pattern", "filter"), FLAT),
    "image": "draw it with shapes, or use a PNG or JPEG file as the picture",
    "use": "put the shape itself in its place",
    "symbol": "put its shapes where they are used",
    "style": "write fill and stroke on the shapes themselves",
    "svg": "a picture inside the picture must be a 'g'",
}


def _allow(tag: str, space: str, parent: str) -> None:
    """Refuses an element that cannot be drawn where it stands."""
    if not parent and (tag != "svg" or space != SVG):
        raise UnsupportedSvg(f"this is not an SVG picture: it begins with {quoted(tag)}")
    if space != SVG or tag not in OWN or (parent and tag == "svg"):
        hint = REFUSED.get(tag, "delete it, or draw it with paths")
        raise UnsupportedSvg(f"{quoted(tag)} cannot be drawn; {hint}")
    if parent not in ("", "svg", "g"):
        raise UnsupportedSvg(
            f"{quoted(tag)} inside of '{parent}' is not drawn; move it out or delete it"
        )


def _attributes(tag: str, attrs: AttributesNSImpl, style: Style) -> tuple[dict[str, str], Style]:
    """The attributes only this element has, and its style."""
    own: dict[str, str] = {}
    properties: dict[str, str] = {}
    for (space, name), value in attrs.items():
        # The attributes of other namespaces (xml:space, inkscape:label) draw nothing.
        if space or SAYS_NOTHING.fullmatch(name) or (tag == "svg" and name in ("x", "y")):
            continue
        (own if name in OWN[tag] else properties)[name] = value
    # What `style` says wins over an attribute (SVG 2, 6.6).
    properties.update(declarations(properties.pop("style", "")))
    return own, inherit(style, properties)


def _silent(space: str, tag: str) -> bool:
    return tag in SILENT if space == SVG else bool(EDITORS.match(space))


class _Reader(ContentHandler):
    """Follows the SVG and hands on each shape with its matrix and its style."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.line = 1
        self._palette = palette
        self._size = (0.0, 0.0)
        self._content = _Content()
        self._open: list[tuple[str, Matrix, Style]] = []
        self._ignored = 0

    def setDocumentLocator(self, locator: Locator) -> None:
        self._locator = locator

    def startElementNS(
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        self._note_line()
        space, tag = name[0] or SVG, name[1]
        if len(self._open) + self._ignored >= MAX_DEPTH:
            raise UnsupportedSvg(f"the picture is nested deeper than {MAX_DEPTH} elements")
        if self._ignored or (self._open and _silent(space, tag)):
            self._ignored += 1
            return
        parent, matrix, style = self._open[-1] if self._open else ("", None, Style(self._palette))
        _allow(tag, space, parent)
        own, style = _attributes(tag, attrs, style)
        if matrix is None:
            self._size, matrix = page(own)
        if "transform" in own:
            matrix = times(matrix, transform(own["transform"]))
        self._open.append((tag, matrix, style))
        if tag in SHAPES:
            self._content.paint(list(segments(SHAPES[tag][1](own))), matrix, style)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        if self._ignored:
            self._ignored -= 1
        else:
            self._open.pop()

    def characters(self, content: str) -> None:
        self._note_line()
        if not self._ignored and content.strip():
            raise UnsupportedSvg("words outside of 'title' and 'desc' are not drawn; delete them")

    def processingInstruction(self, target: str, data: str) -> None:
        self._note_line()
        if target == "xml-stylesheet":
            raise UnsupportedSvg("style sheets are not read; write fill and stroke on the shapes")

    def _note_line(self) -> None:
        # Where the tag begins; once an exception has left expat, its place is the tag's end.
        self.line = self._locator.getLineNumber() or 1

    def finish(self) -> Drawing:
        if not self._content.code:
            raise UnsupportedSvg("nothing in this picture is drawn")
        width, height = self._size
        edges = f"q\n0 0 {_number(width)} {_number(height)} re W n"
        return Drawing(width, height, "\n".join((edges, *self._content.code, "Q")))


# -- PDF content


class _Content:
    """Operators that paint shapes; the graphics state is written when it changes."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self._state: dict[str, str] = {}
        self._segments = 0

    def paint(self, path: list[Segment], matrix: Matrix, style: Style) -> None:
        self._segments += len(path)
        if self._segments > MAX_SEGMENTS:
            raise UnsupportedSvg(f"the picture has more than {MAX_SEGMENTS} segments; simplify it")
        scale = sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        if not scale > 1e-6:
            raise UnsupportedSvg("the transforms leave nothing of this shape")
        points = {point for _, points in path for point in points}
        # PDF fills what has no area with the thinnest line (ISO 32000-1, 8.5.3.3); SVG does not.
        fill = style.ink(style.fill) if len(points) > 2 else ""
        stroke = style.ink(style.stroke) if style.width else ""
        style = replace(style, fill=fill, stroke=stroke)
        if stroke and style.cap != BUTT:
            path = dots(path, 0.002 / scale)
        if stroke and _stretches(matrix, scale):
            self._stretched(path, matrix, scale, style)
        elif fill or stroke:
            self._plain(path, matrix, scale, style)

    def _plain(self, path: list[Segment], matrix: Matrix, scale: float, style: Style) -> None:
        if style.fill:
            self._set("rg", style.fill)
        if style.stroke:
            self._set("RG", style.stroke)
            # A width of 0 would be the thinnest line there is (ISO 32000-1, 8.4.3.2).
            self._set("w", _number(max(style.width * scale, 0.001)))
            self._set("J", style.cap)
            self._set("j", style.join)
            self._set("M", style.miter)
            self._set("d", "[] 0")
        for operator, points in path:
            mapped = (apply(matrix, point) for point in points)
            self.code.append(
                "".join(f"{_number(p.real)} {_number(p.imag)} " for p in mapped) + operator
            )
        operator = "B" if style.fill and style.stroke else "f" if style.fill else "S"
        self.code.append(operator + (style.rule if style.fill else ""))

    def _stretched(self, path: list[Segment], matrix: Matrix, scale: float, style: Style) -> None:
        """The pen is stretched too, so PDF has to transform the shape: all but the scale."""
        before = dict(self._state)
        shape = " ".join(f"{part / scale:.6f}" for part in matrix[:4])
        self.code.append(f"q {shape} {_number(matrix[4])} {_number(matrix[5])} cm")
        self._plain(path, (scale, 0, 0, scale, 0, 0), scale, style)
        self.code.append("Q")
        self._state = before

    def _set(self, operator: str, operands: str) -> None:
        if self._state.get(operator) != operands:
            self._state[operator] = operands
            self.code.append(f"{operands} {operator}")


def _stretches(matrix: Matrix, scale: float) -> bool:
    """Whether the matrix does more than move, turn, mirror and scale."""
    across, up = complex(*matrix[:2]), complex(*matrix[2:4])
    return min(abs(up - 1j * across), abs(up + 1j * across)) > 1e-6 * scale


def _number(value: float) -> str:
    """At most three decimals; no exponent and no negative zero."""
    if not abs(value) <= MAX_NUMBER:
        raise UnsupportedSvg("the shape reaches too far beyond the picture")
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) >= 0.0005 else "0"
