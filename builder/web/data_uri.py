"""Pictures inside of the page, as data: addresses: what paper shows, and nothing else of a file.

A drawing is put in as a picture too, never as a part of the page: in an `img`
nothing in it can run or fetch anything (SVG 2, 2.2, secure static mode).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping

from builder.pictures.images import is_svg, pixels
from builder.pictures.images import natural_width as width_of
from builder.pictures.sketch import Sketch
from builder.pictures.svg.svg import drawing
from builder.project import Asset

ROLE = re.compile(rb"var\(--([\w-]+)\)")


def address(image: Asset | Sketch, roles: Mapping[str, str]) -> str:
    """The picture as a data: address; `roles` gives a drawing's colours, as for `drawing`."""
    data = image.data()
    if isinstance(image, Sketch):  # circles and rectangles are shorter than the same as curves
        return _address(
            "image/svg+xml", ROLE.sub(lambda role: roles[role[1].decode()].encode(), data)
        )
    if is_svg(data):
        return _address("image/svg+xml", drawing(data, roles).svg.encode("ascii"))
    found = pixels(data)
    return _address(found.kind, found.file)


def natural_width(image: Asset | Sketch, roles: Mapping[str, str]) -> float:
    """How wide a picture is by itself, in points, as on paper."""
    return width_of(image.data(), roles)


def _address(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"
