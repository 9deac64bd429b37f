"""Figures: vector drawings and photographs, tagged with what they show."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from reportlab.platypus import Flowable

from builder.inline import Rich
from builder.pdf.boxes import Box
from builder.pdf.compose import POINTS, Composer, paint_drawing
from builder.pdf.svg import Drawing, UnsupportedSvg, drawing
from builder.pdf.tags import Element
from builder.project import Asset

MAX_PIXELS = 25_000_000
SVG_SIGNS = (b"<svg", b"<?xml", b"<!--")


class UnusablePicture(ValueError):
    """A picture that cannot be printed; the message is a sentence for the author."""


@lru_cache(maxsize=64)
def check(asset: Asset) -> None:
    """Raises UnusablePicture when the file cannot be drawn."""
    if is_svg(asset.data()):
        try:
            drawing(asset.data())
        except UnsupportedSvg as problem:
            raise UnusablePicture(f"{asset.path}:{problem.line}: {problem}") from None
    else:
        _pixels(asset.data())


def is_svg(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].startswith(SVG_SIGNS)


def figure(
    page: Composer, asset: Asset, alt: Rich | None, caption: Rich | None, width: float | None
) -> Box:
    """A picture and its caption, kept together. Without `alt` it is decoration."""
    element = page.parent.add("Figure", alt=alt.text) if alt else None
    wanted = min(width * POINTS if width else page.width, page.width)
    contents: list[Flowable] = [Picture(asset, wanted, page.page_height * 0.7, element)]
    if caption:
        flow = page.text(caption, "caption")
        flow.before = page.points(4)
        contents.append(flow)
    return page.kept(contents)


@lru_cache(maxsize=32)
def _pixels(data: bytes) -> tuple[int, int, str, bytes]:
    """(width, height, PDF entries, image data) of a PNG or JPEG on white, as RGB.

    Raises UnusablePicture. A JPEG in RGB or grey is embedded as it is.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UnusablePicture("the picture has more than 25 million pixels")
            size = f"/Width {image.width}/Height {image.height}/BitsPerComponent 8"
            if image.format == "JPEG" and image.mode in ("RGB", "L"):
                space = "/DeviceRGB" if image.mode == "RGB" else "/DeviceGray"
                entries = f"{size}/ColorSpace{space}/Filter/DCTDecode"
                return image.width, image.height, entries, data
            flat = Image.new("RGB", image.size, "white")
            seen = image.convert("RGBA")
            flat.paste(seen, mask=seen.getchannel("A"))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError):
        raise UnusablePicture("the file is not a whole SVG, PNG or JPEG picture") from None
    import zlib

    entries = f"{size}/ColorSpace/DeviceRGB/Filter/FlateDecode"
    return flat.width, flat.height, entries, zlib.compress(flat.tobytes(), 6)


class Picture(Flowable):  # type: ignore[misc]
    """A picture `wanted` points wide, smaller if it would be higher than `highest` points."""

    keep_with_next = False

    def __init__(
        self, asset: Asset, wanted: float, highest: float, element: Element | None
    ) -> None:
        super().__init__()
        self.asset, self.wanted, self.highest, self.element = asset, wanted, highest, element
        self.before = self.after = 0.0
        self.vector: Drawing | None = drawing(asset.data()) if is_svg(asset.data()) else None

    def getSpaceBefore(self) -> float:
        return self.before

    def getSpaceAfter(self) -> float:
        return self.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self.vector:
            shape = self.vector.width / self.vector.height
        else:
            pixels = _pixels(self.asset.data())
            shape = pixels[0] / pixels[1]
        self.width = min(self.wanted, width, self.highest * shape)
        self.height = self.width / shape
        return width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self.vector:
            code = paint_drawing(self.vector, x, y, self.height)
        else:
            _, _, entries, data = _pixels(self.asset.data())
            name = canvas.picture(self.asset.sha256, entries, data)
            code = f"q {self.width:.2f} 0 0 {self.height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q"
        if self.element is None:
            canvas.paint(code)
            return
        box = f"/Placement/Block/BBox[{x:.2f} {y:.2f} {x + self.width:.2f} {y + self.height:.2f}]"
        self.element.attributes = (("Layout", box),)
        canvas.put_marked(f"{canvas.open(self.element)}\n{code}\nEMC")
