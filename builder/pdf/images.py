"""Picture files, looked at before they are used: what they are, and whether they can be printed."""

from __future__ import annotations

import io
import zlib
from functools import lru_cache

from builder.pdf.svg import UnsupportedSvg, drawing
from builder.project import Asset

MAX_PIXELS = 25_000_000
SVG_SIGNS = (b"<svg", b"<?xml", b"<!--")


class UnusablePicture(ValueError):
    """A picture that cannot be printed; the message is a sentence for the author."""


@lru_cache(maxsize=64)
def usable(asset: Asset, colours: tuple[tuple[str, str], ...]) -> None:
    """Raises UnusablePicture when the file cannot be drawn; `colours` are a brand's by role."""
    if not is_svg(asset.data()):
        pixels(asset.data())
        return
    try:
        drawing(asset.data(), roles(dict(colours)))
    except UnsupportedSvg as problem:
        raise UnusablePicture(f"{asset.path}, line {problem.line}: {problem}") from None


def roles(colours: dict[str, str]) -> dict[str, str]:
    """The colours a drawing can name: the brand's roles, and `currentColor` as its text."""
    return {**colours, "current": colours["text"]}


def is_svg(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].startswith(SVG_SIGNS)


@lru_cache(maxsize=32)
def pixels(data: bytes) -> tuple[int, int, str, bytes]:
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
    entries = f"{size}/ColorSpace/DeviceRGB/Filter/FlateDecode"
    return flat.width, flat.height, entries, zlib.compress(flat.tobytes(), 6)
