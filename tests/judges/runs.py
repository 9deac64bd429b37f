"""Where runs of glyphs stand by their advances: what a slanting script's ink cannot tell.

In Nastaliq the ink of neighbours covers each other by nature; their origins
and advances must not. A run is what one operator shows, or a whole word that
is reversed or has its text given. Lengths are points, y grows upwards. ISO
32000-1, 9.4.4 (text space).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pikepdf

from .fonts import read_font
from .objects import array, entries, name
from .source import load

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
WORDS = frozenset(("ReversedChars", "Span"))
WANTED = "q Q cm BT ET Tm Td Tf Tj TJ BMC BDC EMC"


@dataclass(frozen=True, slots=True)
class Extent:
    """A run on its baseline `y`, from `left` to `right`, in type of `size` points."""

    page: int
    left: float
    right: float
    y: float
    size: float

    def crowds(self, other: Extent, share: float) -> bool:
        """Whether the bands of small letters cover `share` of the narrower run."""
        common = min(self.right, other.right) - max(self.left, other.left)
        narrow = min(self.right - self.left, other.right - other.left)
        close = abs(self.y - other.y) < 0.45 * min(self.size, other.size)
        return close and narrow > 0 and common > share * narrow


def crowded(pdf: bytes, share: float = 0.2) -> list[tuple[Extent, Extent]]:
    """Pairs of runs on a page of which one begins before the other has ended."""
    found = []
    for page in extents(pdf):
        open_: list[Extent] = []
        for run in sorted(page, key=lambda run: -run.y):
            open_ = [other for other in open_ if other.y - run.y < other.size]
            found += [(other, run) for other in open_ if other.crowds(run, share)]
            open_.append(run)
    return found


@lru_cache(maxsize=4)
def extents(pdf: bytes) -> tuple[tuple[Extent, ...], ...]:
    """The runs of each page, in the order of the content."""
    source = load(pdf)
    widths: dict[str, Widths] = {}
    return tuple(
        tuple(_Walk(number, page, widths).runs()) for number, page in enumerate(source.pdf.pages, 1)
    )


class Widths(dict[int, float]):
    """Advances of a Type 0 font in ems (ISO 32000-1, 9.7.4.3), 0 where none is given; its space."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        said = read_font(font).unicode.items()
        self.space = next((code for code, text in said if text == " "), -1)
        listed = array(entries(array(entries(font).get("/DescendantFonts"))[0]).get("/W"))
        while listed:
            first, second, *listed = listed
            if isinstance(second, pikepdf.Array):
                self.update({int(first) + i: float(w) / 1000 for i, w in enumerate(second)})
            else:
                width, *listed = listed
                self.update(dict.fromkeys(range(int(first), int(second) + 1), float(width) / 1000))

    def __missing__(self, code: int) -> float:
        return 0.0


class _Walk:
    """Reads a page's content for the places of its text."""

    def __init__(self, number: int, page: pikepdf.Page, widths: dict[str, Widths]) -> None:
        self.number, self.page, self.widths = number, page, widths
        self.fonts = entries(entries(page.resources).get("/Font"))
        self.matrix, self.text, self.line = IDENTITY, IDENTITY, IDENTITY
        self.font, self.size = "", 0.0
        self.marks: list[str] = []
        self.word: Extent | None = None

    def runs(self) -> Iterator[Extent]:
        saved: list[tuple[Matrix, str, float]] = []
        for instruction in pikepdf.parse_content_stream(self.page, WANTED):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "q":
                saved.append((self.matrix, self.font, self.size))
            elif operator == "Q" and saved:
                self.matrix, self.font, self.size = saved.pop()
            elif operator == "cm":
                self.matrix = _times(_numbers(operands), self.matrix)
            elif operator in ("BMC", "BDC"):
                # A Span with an MCID is an element of the structure tree, of any length.
                element = operator == "BDC" and "/MCID" in entries(operands[1])
                self.marks.append("" if element else name(operands[0]))
            elif operator == "EMC" and self.marks:
                closed = self.marks.pop() in WORDS
                if closed and not WORDS.intersection(self.marks) and self.word:
                    yield self.word
                    self.word = None
            else:
                yield from self._text(operator, operands)

    def _text(self, operator: str, operands: Any) -> Iterator[Extent]:
        if operator == "BT":
            self.text = self.line = IDENTITY
        elif operator == "Tm":
            self.text = self.line = _numbers(operands)
        elif operator == "Td":
            self.text = self.line = _times((1, 0, 0, 1, *_numbers(operands)), self.line)
        elif operator == "Tf":
            self.font, self.size = name(operands[0]), float(operands[1])
        elif operator in ("Tj", "TJ"):
            yield from self._shown(operands[0] if operator == "TJ" else operands)

    def _shown(self, operands: Any) -> Iterator[Extent]:
        """Moves on over what is shown. A string of spaces alone ends a reversed word."""
        run: Extent | None = None
        for operand in operands:
            if not isinstance(operand, pikepdf.String):
                self._move(-float(operand) / 1000 * self.size)
                continue
            extent = self._string(bytes(operand))
            if not WORDS.intersection(self.marks):
                run = _joined(run, extent)
            elif extent.right > extent.left:
                self.word = _joined(self.word, extent)
            elif self.word and "ReversedChars" in self.marks:
                yield self.word
                self.word = None
        if run and run.right > run.left:
            yield run

    def _string(self, data: bytes) -> Extent:
        """Where a string stands; a space at either end belongs to no run."""
        if self.font not in self.widths:
            self.widths[self.font] = Widths(self.fonts.get(f"/{self.font}"))
        widths, pen, left, right = self.widths[self.font], 0.0, None, 0.0
        for index in range(0, len(data), 2):
            code = int.from_bytes(data[index : index + 2], "big")
            step = widths[code] * self.size
            if code != widths.space:
                left, right = pen if left is None else left, pen + step
            pen += step
        place = _times(self.text, self.matrix)
        start = _times((1, 0, 0, 1, left or 0.0, 0), place)
        end = _times((1, 0, 0, 1, right, 0), place)
        self._move(pen)
        return Extent(self.number, start[4], end[4], start[5], self.size)

    def _move(self, distance: float) -> None:
        self.text = _times((1, 0, 0, 1, distance, 0), self.text)


def _joined(word: Extent | None, run: Extent) -> Extent:
    if word is None or run.right <= run.left:
        return word or run
    return replace(word, left=min(word.left, run.left), right=max(word.right, run.right))


def _numbers(operands: Any) -> Any:
    return tuple(float(operand) for operand in operands)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
