"""Why a picture cannot be used, in words for its author."""

from __future__ import annotations

MAX_PIXELS = 25_000_000
# Of a JPEG, which can be decoded at a part of its size: as many as telephones take.
MOST_PIXELS = 210_000_000


class UnusablePicture(ValueError):
    """A picture that cannot be printed; the message is a sentence for the author."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Damaged(UnusablePicture):
    """A file that is cut off, or holds what no program writes."""

    def __init__(self) -> None:
        super().__init__(
            "the file is not a whole SVG, PNG, JPEG or WebP picture",
            "save it again with the program it was made with",
        )


def of_size(width: int, height: int) -> None:
    """Raises UnusablePicture for no pixels, and for more than are decoded."""
    if not width or not height:
        raise Damaged
    if width * height > MAX_PIXELS:
        raise UnusablePicture("the picture has more than 25 million pixels", "save a smaller copy")


def fewer(width: int, height: int) -> int:
    """How many times fewer pixels both ways a JPEG is decoded with: 1, 2, 4 or 8.

    Raises UnusablePicture for no pixels, and for more than any camera takes.
    """
    if width * height > MOST_PIXELS:
        raise UnusablePicture("the picture has more than 210 million pixels", "save a smaller copy")
    less = next(n for n in (1, 2, 4, 8) if width * height <= MAX_PIXELS * n * n)
    of_size(width // less, height // less)
    return less
