"""Picture files, looked at before they are used: drawings or pixels, and whether they can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from builder.caches import remembered
from builder.pictures.svg.svg import UnsupportedSvg, drawing
from builder.pictures.unusable import UnusablePicture
from builder.project import Asset

if TYPE_CHECKING:
    from builder.pictures.raster import Raster

DOTS = 150  # an inch, of a picture as wide as it is by itself
TINT = 0.2  # share of the ground that a tint covers
SVG_SIGNS = (b"<svg", b"<?xml", b"<!--")


@remembered
def problems(asset: Asset, colours: tuple[tuple[str, str], ...]) -> tuple[UnusablePicture, ...]:
    """All that keeps a picture from being drawn; `colours` are a brand's by role."""
    try:
        if is_svg(asset.data()):
            drawing(asset.data(), roles(dict(colours)))
        else:
            pixels(asset.data())
    except UnusablePicture as problem:
        return (problem,)
    except UnsupportedSvg as found:
        return tuple(UnusablePicture(f"{asset.path}, line {one.line}: {one}") for one in found.all)
    return ()


def roles(colours: dict[str, str], ink: str = "primary", ground: str = "paper") -> dict[str, str]:
    """The colours a drawing can name: the brand's roles, and `currentColor` as its text.

    The drawings that leaflets share have two: `ink` for lines, and `tint` for what they enclose.
    Who draws one says in which role of the brand, and on which ground.
    """
    own = {"ink": colours[ink], "tint": _tint(colours[ink], colours[ground])}
    return {**own, **colours, "current": colours["text"]}


def _tint(ink: str, ground: str) -> str:
    """A tint as printers know it: dots of the ink on a share of the ground."""
    pairs = ((int(ink[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * TINT + b * (1 - TINT)):02x}" for a, b in pairs)


def is_svg(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].startswith(SVG_SIGNS)


def natural_width(data: bytes, colours: Mapping[str, str]) -> float:
    """How wide a picture is by itself, in points."""
    return drawing(data, colours).width if is_svg(data) else pixels(data).width * 72 / DOTS


def pixels(data: bytes) -> Raster:
    """A picture of pixels. Raises UnusablePicture."""
    from builder.pictures.raster import raster  # Pillow is loaded only for pictures of pixels

    return raster(data)
