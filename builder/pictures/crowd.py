"""Small people in rows: each drawn as what is true of it, in a look that means the same everywhere.

A look is told by its shape as well as by its colour, and lasts on a copy of a copy: the lines of a
hatch are 1.1 points wide or more, and 2.2 points or more apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from builder.pictures.sketch import Sketch, clipped, paint, path, rectangle

PITCH = 22.68  # from person to person, in points: 8 mm; a person is about 5 mm by 7
LEAST = 0.6  # of it: no smaller, even where charts stand side by side
# A person in a space of PITCH by PITCH: the head, and all below it in one piece.
HEAD = (11.34, 4.4, 3.0)
BODY = (
    "M5 11.5Q5 8.3 8.2 8.3H14.48Q17.68 8.3 17.68 11.5V14.9Q17.68 15.9 16.68 15.9H15.5V20.3"
    "Q15.5 21.3 14.5 21.3H12.1V16.6H10.58V21.3H8.18Q7.18 21.3 7.18 20.3V15.9H6Q5 15.9 5 14.9Z"
)
HATCH, HATCHED = 4.9, 0.33  # the least way from line to line, across, in points; the ink's share


class Look(NamedTuple):
    """What is true of a person; the `second` group of a kind stands on a ground."""

    kind: Literal["benefit", "harm", "other", "rest"]
    second: bool = False


def crowd(
    looks: Sequence[Look], *, across: int = 10, pitch: float = PITCH, rtl: bool = False
) -> Sketch:
    """People row by row, `across` in each, `pitch` points from one to the next.

    After every ten there is a gap, so that they can be counted.
    """
    gap = pitch / 2
    width = across * pitch + (across - 1) // 10 * gap
    shapes: list[str] = []
    hatched: list[str] = []
    places: list[tuple[Look, float, float]] = []
    for number, look in enumerate(looks):
        row, column = divmod(number, across)
        x = column * pitch + column // 10 * gap
        places.append((look, width - x - pitch if rtl else x, row * pitch))
    for look, each in groupby(places, key=lambda place: place[0]):
        found = [(x, y) for _, x, y in each]
        shapes += (shape for x, y in found for shape in _below(look, x, y, pitch))
        if look.kind == "harm":
            hatched = [s for x, y in found for s in _cut(look, x, y, pitch)]
            name = f"harm{len(shapes)}"
            height = pitch * -(-len(looks) // across)
            shapes.append(clipped(name, hatched, [_hatch(width, height, pitch)]))
        shapes += (shape for x, y in found for shape in _above(look, x, y, pitch))
    return Sketch(width, pitch * -(-len(looks) // across), tuple(shapes))


def _below(look: Look, x: float, y: float, pitch: float) -> Iterator[str]:
    """The ground of a second group, and a person where nothing is drawn over it."""
    if look.second:
        grounds = {"benefit": paint("primary"), "harm": paint("paper"), "other": paint("paper")}
        yield _tile(x, y, pitch, grounds[look.kind])
    if look.kind == "benefit":
        yield from _person(x, y, pitch, paint("paper" if look.second else "primary"))
    elif look.kind == "rest":
        yield from _person(x, y, pitch, paint("paper", "muted", PITCH / pitch))
    elif look.kind == "other":
        edge = paint("paper", "muted", 1.3 * PITCH / pitch)
        yield from _person(x, y, pitch, edge, paint("muted"))


def _cut(look: Look, x: float, y: float, pitch: float) -> Iterator[str]:
    """The shapes that a hatch fills."""
    if look.second:
        yield _tile(x, y, pitch, "")
    else:
        yield from _person(x, y, pitch, "")


def _above(look: Look, x: float, y: float, pitch: float) -> Iterator[str]:
    """What is drawn over a hatch: edges, and a person who stands on it."""
    edge = 1.2 * PITCH / pitch
    if look.kind == "harm":
        yield from _person(x, y, pitch, paint("paper" if look.second else "", "important", edge))
    if look.second and look.kind != "benefit":
        colour = "important" if look.kind == "harm" else "muted"
        yield _tile(x, y, pitch, paint("", colour, 1.2))


def _person(x: float, y: float, pitch: float, ink: str, body: str = "") -> Iterator[str]:
    scale = pitch / PITCH
    place = f"translate({x:.2f} {y:.2f}) scale({scale:.4f})"
    cx, cy, radius = HEAD
    # The head in the same space as the body, so that an edge is as wide.
    around = f"M{cx - radius} {cy}a{radius} {radius} 0 1 0 {radius * 2} 0a{radius} {radius} 0 1 0"
    yield path(f"{around} {-radius * 2} 0Z", ink, place)
    yield path(BODY, body or ink, place)


def _tile(x: float, y: float, pitch: float, ink: str) -> str:
    return rectangle(x + 1, y + 0.3, pitch - 2, pitch - 0.6, ink, 2)


def _hatch(width: float, height: float, pitch: float) -> str:
    """Slanting lines over the whole; every person is hatched alike."""
    apart = pitch / max(1, int(pitch / HATCH))
    lines = []
    for number in range(int((width + height) / apart) + 1):
        x = number * apart
        lines.append(f"M{x:.2f} 0L{x - height:.2f} {height:.2f}")
    return path("".join(lines), paint("", "important", apart / 2**0.5 * HATCHED))
