"""Pictures of other programs: those that can be printed as they are."""

from __future__ import annotations

from builder.pictures.images import is_svg, pixels, roles
from builder.pictures.svg.svg import UnsupportedSvg, drawing
from builder.pictures.unusable import UnusablePicture
from builder.pictures.webp import is_webp

SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg"}
PLAIN = {"primary": "#000000", "paper": "#ffffff", "text": "#000000"}


def printed_picture(data: bytes) -> tuple[bytes, str]:
    """The bytes of a picture and its suffix; no suffix where it cannot be printed."""
    try:
        if is_svg(data):
            drawing(data, roles(PLAIN))
            return data, ".svg"
        kind = pixels(data).kind
        return data, ".webp" if is_webp(data) else SUFFIXES[kind]
    except (UnusablePicture, UnsupportedSvg):
        return data, ""
