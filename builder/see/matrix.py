"""How a page, or a form on it, is moved, turned and scaled (ISO 32000-1, 8.3.4)."""

from __future__ import annotations

from typing import NamedTuple


class Matrix(NamedTuple):
    """Where (x, y) comes to stand: (a x + c y + e, b x + d y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: Matrix) -> Matrix:
        """This one first, the other one after it."""
        start = other.at(self.e, self.f)
        across = other.a * self.a + other.c * self.b, other.b * self.a + other.d * self.b
        up = other.a * self.c + other.c * self.d, other.b * self.c + other.d * self.d
        return Matrix(*across, *up, *start)

    @property
    def scale(self) -> float:
        """By how much lengths grow, over all directions."""
        return float(abs(self.a * self.d - self.b * self.c) ** 0.5)


def upright(box: tuple[float, float, float, float], turn: int) -> Matrix:
    """What brings a box that is seen turned clockwise, by 0, 90, 180 or 270, to the origin.

    The box has its left, bottom, right and top.
    """
    left, bottom, right, top = box
    return {
        0: Matrix(1, 0, 0, 1, -left, -bottom),
        90: Matrix(0, -1, 1, 0, -bottom, right),
        180: Matrix(-1, 0, 0, -1, right, top),
        270: Matrix(0, 1, -1, 0, top, -left),
    }[turn]
