"""A page as a grid of coloured dots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from builder.see.painted import Area

Colour = tuple[int, int, int]  # red, green and blue, 0 to 255
SCALE = 1.5  # dots in a point
LEAST = 0.1  # of the dots round words: fewer are the edges of letters


@dataclass(frozen=True)
class Colours:
    """The page as a picture (RGB) with `scale` dots in a point."""

    picture: Any
    scale: float

    @classmethod
    def of(cls, page: Any, scale: float = SCALE) -> Colours:
        """The page as PDFium shows it, upright and cut to what is seen of it."""
        return cls(page.render(scale=scale).to_pil().convert("RGB"), scale)

    @property
    def is_grey(self) -> bool:
        red, green, blue = (band.tobytes() for band in self.picture.split())
        return bool(red == green == blue)

    def ground(self, own: Colour, area: Area) -> Colour | None:
        """The colour of most dots in an area that are not of the words in it, whose `own` is given.

        Words of which nothing else is to be seen have their own colour as ground; an area beside
        the page has none.
        """
        foot, scale = self.picture.height, self.scale
        box = (
            max(int(area.left * scale), 0),
            max(int(foot - area.top * scale), 0),
            min(int(area.right * scale) + 1, self.picture.width),
            min(int(foot - area.bottom * scale) + 1, foot),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            return None
        dots = (box[2] - box[0]) * (box[3] - box[1])
        counted = self.picture.crop(box).getcolors(dots)
        count, most = max((each for each in counted if each[1] != own), default=(0, own))
        return most if count >= LEAST * dots else own
