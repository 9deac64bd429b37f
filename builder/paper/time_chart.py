"""A chart of what goes on when: words and bars in rows, on one scale with numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from builder.paper.boxes import Box
from builder.paper.parting import At, Cut, between_rows
from builder.paper.picture import Pieces
from builder.paper.spaced import Spaced
from builder.pictures.svg.svg import Drawing

WORDS = 0.5  # the share of the words where the bars stand beside them
GAP, PAD = 12.0, 5.0  # points between words and bars, above and below each row
STRIP = 17.0  # how high a bar's own strip is, below its words


@dataclass(frozen=True)
class Bars:
    """Draws the scale, so wide, and the bar of a row, so wide and high round a middle (points)."""

    scale: Callable[[float], Drawing]
    bar: Callable[[int, float, float, float], Drawing]


@dataclass(frozen=True)
class Look:
    """Lengths in points, the colour of the rules as for `RG`; `beside` where there is room."""

    axis: float
    leading: float
    rule: str
    page_height: float
    beside: bool
    rtl: bool


class TimeChart(Spaced):
    """Rows of words, numbered from `first` on, each with its bar beside it or below it.

    A chart that runs over pages has its scale on each; all is one figure.
    """

    def __init__(
        self, rows: Sequence[Box], bars: Bars, look: Look, figure: Pieces, first: int = 0
    ) -> None:
        super().__init__()
        self.rows, self.bars, self.look, self.figure = list(rows), bars, look, figure
        self.first = first

    def longest_word(self) -> float:
        return max(row.longest_word() for row in self.rows)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        words = width * WORDS
        self.beside = self.look.beside and self.longest_word() <= words
        self.across = width - words - GAP if self.beside else width
        self.heights = []
        for row in self.rows:
            row.wrap(words if self.beside else width, 0)
            own = max(row.height, STRIP) if self.beside else row.height + 3 + STRIP
            self.heights.append(own + 2 * PAD)
        self.height = self.look.axis + sum(self.heights)
        return width, self.height

    def cuts(self) -> Iterator[Cut]:
        """Between its rows, of which there are few: it is parted where it is most of a page."""
        if self.height <= self.look.page_height:
            return
        foot, count = self.look.axis, len(self.rows)
        for number, height in enumerate(self.heights[:-1], 1):
            foot += height
            below = self.look.axis + self.height - foot
            yield Cut(foot, below, between_rows(count, number), (number,))

    def _parts(self, at: At) -> tuple[TimeChart, TimeChart]:
        (fit,) = at
        look = replace(self.look, beside=self.beside)  # whichever rows have the longest word
        above = TimeChart(self.rows[:fit], self.bars, look, self.figure, self.first)
        rest = TimeChart(self.rows[fit:], self.bars, look, self.figure, self.first + fit)
        return above, rest

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        words, left = x, x
        if self.beside and self.look.rtl:
            words = x + self.across + GAP
        elif self.beside:
            left = x + self.width - self.across
        top = y + self.height - self.look.axis
        self._put(canvas, self.bars.scale(self.across), left, top)
        for number, (row, height) in enumerate(zip(self.rows, self.heights, strict=True)):
            low = top - height
            if number:
                ends = f"{x:.2f} {top:.2f} m {x + self.width:.2f} {top:.2f} l"
                canvas.paint(f"{self.look.rule} RG 0.5 w {ends} S")
            row.drawOn(canvas, words, top - PAD - row.height)
            if self.beside:
                middle = PAD + self.look.leading / 2
                bar = self.bars.bar(self.first + number, self.across, height, middle)
            else:
                bar = self.bars.bar(self.first + number, self.across, STRIP, STRIP / 2)
                low += PAD
            self._put(canvas, bar, left, low)
            top -= height

    def _put(self, canvas: Any, picture: Drawing, x: float, y: float) -> None:
        code = f"q 1 0 0 1 {x:.2f} {y:.2f} cm\n{picture.operators}\nQ"
        canvas.put_marked(f"{canvas.open(self.figure.element)}\n{code}\nEMC")
        self.figure.add(canvas.page.index, x, y, x + picture.width, y + picture.height)
