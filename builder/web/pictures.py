"""Pictures inside of the page, as data: addresses.

A drawing is put in as a picture too, never as a part of the page: in an `img`
nothing in it can run or fetch anything (SVG 2, 2.2, secure static mode).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, tostring

from builder.pdf import images
from builder.pdf.images import is_svg
from builder.pdf.svg import SVG, drawing
from builder.pictures.raster import raster
from builder.project import Asset
from builder.sketch import Sketch

ROLE = re.compile(r"var\(\s*--([\w-]+)\s*\)", re.ASCII)
PIXEL = 72 / 96  # points in a pixel of CSS


def address(image: Asset | Sketch, roles: Mapping[str, str]) -> str:
    """The picture as a data: address; `roles` gives a drawing's colours, as for `drawing`."""
    data = image.data()
    if is_svg(data):
        return _address("image/svg+xml", _resolved(data, roles))
    found = raster(data)
    return _address(found.kind, found.file)


def natural_width(image: Asset | Sketch, roles: Mapping[str, str]) -> float:
    """How wide a picture is by itself, in points, as on paper."""
    return images.natural_width(image.data(), roles)


def _address(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


def _resolved(svg: bytes, roles: Mapping[str, str]) -> bytes:
    """The drawing with each role as its colour, and with a view box, without which none scales.

    It was read as a picture for print before, so it has nothing but flat shapes.
    """
    root: Element = fromstring(svg, forbid_dtd=True)
    for element in root.iter():
        for name, value in element.attrib.items():
            element.set(name, ROLE.sub(lambda role: roles[role[1]], value))
    if "current" in roles:
        root.attrib.setdefault("color", roles["current"])
    if "viewBox" not in root.attrib:
        picture = drawing(svg, roles)
        root.set("viewBox", f"0 0 {picture.width / PIXEL:g} {picture.height / PIXEL:g}")
    for element in root.iter():  # prefixes of names are the whole process's, and others set them
        if isinstance(element.tag, str):
            element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    root.set("xmlns", SVG)
    return bytes(tostring(root, "utf-8"))
