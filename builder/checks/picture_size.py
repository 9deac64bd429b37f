from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.figure import Figure
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.paper.sheet import POINTS, sheet_of

LEAST = 150  # dots an inch


@advice("picture-size")
def picture_size(case: Case) -> Iterator[Diagnostic]:
    """A picture is asked to be wider than the page has room for, or than its pixels can show.

    What is too wide is made smaller. With fewer than 150 dots an inch, it looks coarse on paper.
    """
    room = sheet_of(case.handout).width / POINTS
    for block in case.blocks("picture-size"):
        if not isinstance(block, Figure) or block.width is None or block.asset is None:
            continue
        if block.width > room + 0.5:
            message = f"{block.width:g} millimetres are wanted, and the page has {room:.0f}"
            hint = f"write 'width: {int(room)}' or less"
            yield warning(block.named.span, "picture-size", message, hint)
        wide = min(block.width, room)
        pixels = _pixels(block.asset.data())
        if pixels and pixels * 25.4 / wide < LEAST:
            dots = pixels * 25.4 / wide
            message = f"{pixels} pixels on {wide:.0f} millimetres are {dots:.0f} dots an inch"
            enough = pixels * 25.4 / LEAST
            hint = f"give a picture of {wide * LEAST / 25.4:.0f} pixels or more"
            hint += f", or write 'width: {int(enough)}'" if enough >= 5 else ""
            yield warning(block.named.span, "picture-size", message, hint)


def _pixels(data: bytes) -> int:
    """How many pixels a picture is wide; 0 for a drawing, and for what cannot be used."""
    from builder.pictures.images import is_svg  # slow to load, seldom needed

    if is_svg(data):
        return 0
    from builder.pictures.raster import extent
    from builder.pictures.unusable import UnusablePicture

    try:
        return extent(data)[0]
    except UnusablePicture:
        return 0
