"""A page as a grid of coloured dots."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

Colour = tuple[int, int, int]  # red, green and blue, 0 to 255
SCALE = 1.5  # dots in a point
LEAST = 0.1  # of the dots round words: fewer are the edges of letters


@dataclass(frozen=True)
class Colours:
    """Three bytes a dot (red, green, blue), rows from the top, `scale` dots in a point."""

    data: bytes
    width: int
    height: int
    scale: float

    @classmethod
    def of(cls, page: Any, scale: float = SCALE) -> Colours:
        """The page as PDFium shows it, upright and cut to what is seen of it."""
        picture = page.render(scale=scale).to_pil().convert("RGB")
        return cls(picture.tobytes(), picture.width, picture.height, scale)

    def ground(self, own: Colour, left: int, upper: int, right: int, lower: int) -> Colour | None:
        """The colour of most dots in a box that are not of the words in it, whose `own` is given.

        Words of which nothing else is to be seen have their own colour as ground; a box beside
        the page has none.
        """
        counted: Counter[bytes] = Counter()
        for row in range(max(upper, 0), min(lower, self.height)):
            first = (row * self.width + max(left, 0)) * 3
            line = self.data[first : (row * self.width + min(right, self.width)) * 3]
            counted.update(line[at : at + 3] for at in range(0, len(line), 3))
        if not counted:
            return None
        other = [each for each in counted if each != bytes(own)]
        most = max(other, key=lambda each: counted[each], default=bytes(own))
        if counted[most] < LEAST * counted.total():
            return own
        red, green, blue = most
        return red, green, blue
