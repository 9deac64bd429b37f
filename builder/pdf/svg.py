"""SVG pictures as PDF content: brand marks and icons, exact and in the brand's colours.

Only what can be printed as it was drawn is read: flat shapes, filled or
stroked. All else is refused with its line, never dropped, and so is whatever
could reach beyond the picture: document types, entities, scripts, style sheets.
Chapters are those of SVG 2 (W3C, 2018) unless ISO 32000-1 is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from math import isclose, sqrt
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl, InputSource

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from builder.diagnostics import did_you_mean
from builder.pdf import svg_shapes
from builder.pdf.svg_shapes import SHAPES, Matrix, UnsupportedSvg

__all__ = ["Drawing", "UnsupportedSvg", "drawing"]

MAX_BYTES = 256 * 1024
MAX_SEGMENTS = 20_000
MAX_DEPTH = 32
MAX_POINTS = 14_400  # the largest page (ISO 32000-1, annex C)
MAX_NUMBER = 32_767  # what every reader of PDF holds (ISO 32000-1, annex C)

# Colours by name, as operands of PDF's rg and RG; '' is no colour.
Palette = Mapping[str, str]


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
    at the first thing that cannot be drawn.
    """
    if len(svg) > MAX_BYTES:
        raise UnsupportedSvg(f"the picture is larger than {MAX_BYTES // 1024} KiB; simplify it")
    painter = _Painter({name: _colour(value, {}) for name, value in (roles or {}).items()})
    reader = DefusedExpatParser(True, forbid_dtd=True)
    reader.setContentHandler(painter)
    source = InputSource()
    source.setByteStream(BytesIO(svg))
    try:
        reader.parse(source)
    except UnsupportedSvg as fault:
        raise UnsupportedSvg(str(fault), reader.getLineNumber() or 1) from None
    except SAXParseException as fault:
        message = f"this is not well-formed XML: {fault.getMessage()}"
        raise UnsupportedSvg(message, fault.getLineNumber() or 1) from None
    except DefusedXmlException:
        message = "document types and entities are not read; delete '<!DOCTYPE …>'"
        raise UnsupportedSvg(message, reader.getLineNumber() or 1) from None
    except (LookupError, ValueError):  # from the codecs, for an encoding expat leaves to Python
        raise UnsupportedSvg("the encoding cannot be read; save the picture as UTF-8") from None
    return painter.finish()


# -- elements and attributes

SVG = "http://www.w3.org/2000/svg"
SILENT = {"title", "desc", "metadata"}
# Where editors keep their notes; nothing in these namespaces is drawn.
EDITORS = re.compile(
    r"http://(www\.inkscape\.org|sodipodi\.sourceforge\.net|ns\.adobe\.com|www\.serif\.com"
    r"|www\.bohemiancoding\.com|creativecommons\.org|purl\.org/dc|www\.w3\.org/1999/02/22-rdf)"
)
REFUSED = {
    **dict.fromkeys(("text", "tspan", "textPath", "clipPath", "mask"), "turn it into paths"),
    **dict.fromkeys(("linearGradient", "radialGradient", "pattern"), "use one flat colour"),
    "image": "draw it with shapes, or use a PNG or JPEG file as the picture",
    "use": "put the shape itself in its place",
    "symbol": "put its shapes where they are used",
    "style": "write fill and stroke on the shapes themselves",
    "svg": "a picture inside the picture must be a 'g'",
}
OWN: dict[str, tuple[str, ...]] = {
    "svg": ("width", "height", "viewBox", "preserveAspectRatio"),
    "g": ("transform",),
    "defs": (),
    **{tag: (*names, "transform") for tag, (names, _) in SHAPES.items()},
}
# Attributes, and properties with their values, that say nothing about flat shapes.
PLAIN_ATTRIBUTES = re.compile(
    r"id|class|lang|role|tabindex|focusable|version|baseProfile|pathLength|(data|aria)-.*"
)
PLAIN_PROPERTIES = re.compile(
    r"((fill-|stroke-)?opacity: (1(\.0*)?|100%)"
    r"|(stroke-dasharray|filter|mask|clip-path|marker(-.*)?|vector-effect): none"
    r"|display: (inline|block)|visibility: visible|(paint-order|mix-blend-mode): normal"
    r"|(overflow|isolation|clip-rule|stroke-dashoffset|enable-background|pointer-events): .*"
    r"|(stop|solid|flood|color|image|shape|text|font|-inkscape|word|letter|line)-.*"
    r"|(cursor|direction|writing-mode|white-space|baseline-shift|dominant-baseline): .*)"
)


def _allow(tag: str, space: str, parent: str) -> None:
    """Refuses an element that cannot be drawn where it stands."""
    if not parent and tag != "svg":
        raise UnsupportedSvg(f"this is not an SVG picture: it begins with '{tag}'")
    if space != SVG or tag not in OWN or (parent and tag == "svg"):
        hint = REFUSED.get(tag, "delete it, or turn it into paths")
        raise UnsupportedSvg(f"'{tag}' cannot be drawn; {hint}")
    if parent not in ("", "svg", "g"):
        raise UnsupportedSvg(f"'{tag}' inside '{parent}' is not drawn; put it elsewhere")
