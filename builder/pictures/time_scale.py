"""A scale of days, weeks or months, and the bars of what goes on along it; lengths in points.

The first unit begins at the side where text begins. Beyond the last one there is room for the
heads of arrows, where something goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.pictures.sketch import Sketch, circle, line, paint, path, rectangle

BAR, HEAD = 11.0, 14.0  # how high a bar is, and how long the head of an arrow
STEPS = (1, 2, 3, 4, 5, 10, 20, 25, 50, 100)
# Draws a number round (x, y), y downwards, and says how wide it is.
Numeral = Callable[[int, float, float], tuple[list[str], float]]


@dataclass(frozen=True)
class TimeScale:
    """Units from `first` to `last` across `width` points; `arrows` where something goes on."""

    first: int
    last: int
    width: float
    arrows: bool = False
    rtl: bool = False

    @property
    def unit(self) -> float:
        room = self.width - (HEAD if self.arrows else 0)
        return room / (self.last - self.first + 1)

    def x(self, units: float) -> float:
        """Where so many units have gone by since the scale began."""
        x = units * self.unit
        return self.width - x if self.rtl else x

    def numbers(self, widest: float) -> list[int]:
        """The units with a number: round ones, as many as have room for the widest number."""
        step = next((s for s in STEPS if s * self.unit >= widest * 1.25), STEPS[-1])
        return [n for n in range(self.first, self.last + 1) if n % step == 0 or n == self.first]

    def ticked(self, numeral: Numeral) -> list[int]:
        """The same, without a number that the first one leaves no room for."""
        widest = numeral(self.last, 0, 0)[1]
        first, *more = self.numbers(widest)
        return [first, *(n for n in more if (n - first) * self.unit >= widest * 1.25)]

    def axis(self, numeral: Numeral, height: float) -> Sketch:
        """The numbers, each in the middle of its unit, on a line."""
        ink = paint("", "muted", 1.2)
        shapes = [line(0, height - 0.6, self.width, height - 0.6, ink)]
        for number in self.ticked(numeral):
            middle = self.x(number - self.first + 0.5)
            shapes.append(line(middle, height - 4, middle, height, ink))
            shapes += numeral(number, middle, (height - 5) / 2)[0]
        return Sketch(self.width, height, tuple(shapes))

    def row(
        self, start: int, end: int, height: float, middle: float, numeral: Numeral, *, on: bool
    ) -> Sketch:
        """The bar from one unit to another, both included, in a row so high; `on` beyond."""
        ink = paint("", "line", 0.6)
        across = (self.x(n - self.first + 0.5) for n in self.ticked(numeral))
        shapes = [line(x, 0, x, height, ink) for x in across]
        low, high = sorted((self.x(start - self.first), self.x(end - self.first + 1)))
        if on:
            shapes.append(self._arrow(start, middle))
        elif high - low < BAR:
            shapes.append(circle((low + high) / 2, middle, BAR / 2, paint("primary")))
        else:
            bar = rectangle(low, middle - BAR / 2, high - low, BAR, paint("primary"), 3)
            shapes.append(bar)
        return Sketch(self.width, height, tuple(shapes))

    def _arrow(self, start: int, middle: float) -> str:
        """A bar whose head points beyond the scale."""
        begin, neck = self.x(start - self.first), self.x(self.last - self.first + 1)
        tip = 0.0 if self.rtl else self.width
        half, wide = BAR / 2, BAR * 0.95
        corners = [
            (begin, -half), (neck, -half), (neck, -wide), (tip, 0),
            (neck, wide), (neck, half), (begin, half),
        ]  # fmt: skip
        data = "L".join(f"{x:.2f} {middle + y:.2f}" for x, y in corners)
        return path(f"M{data}Z", paint("primary"))
