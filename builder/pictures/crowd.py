"""Small people in rows: each drawn as what is true of it, in a look that means the same everywhere.

A look is told by its shape as well as by its colour, and lasts on a copy of a copy: the lines of a
hatch are 1.1 points wide or more, and 2.2 points or more apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from builder.pictures.sketch import Sketch, clipped, group, paint, path, rectangle

PITCH = 22.68  # from person to person, in points: 8 mm; a person is about 5 mm by 7
LEAST = 0.6  # of it: no smaller, even where charts stand side by side
# A person in a space of PITCH by PITCH: the head, and all below it in one piece.
HEAD = "M8.34 4.4a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z"
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
    places: list[tuple[Look, float, float]] = []
    for number, look in enumerate(looks):
        row, column = divmod(number, across)
        x = column * pitch + column // 10 * gap
        places.append((look, width - x - pitch if rtl else x, row * pitch))
    for look, each in groupby(places, key=lambda place: place[0]):
        found = [(x, y) for _, x, y in each]
        shapes += _below(look, found, pitch)
        if look.kind == "harm":
            inside = _tiles(found, pitch) if look.second else _people(found, pitch)
            height = pitch * -(-len(looks) // across)
            shapes.append(clipped(f"harm{len(shapes)}", inside, [_hatch(width, height, pitch)]))
        shapes += _above(look, found, pitch)
    return Sketch(width, pitch * -(-len(looks) // across), tuple(shapes))


Places = Sequence[tuple[float, float]]


def _below(look: Look, places: Places, pitch: float) -> Iterator[str]:
    """The grounds of a second group, and people where nothing is drawn over them."""
    if look.second:
        grounds = {"benefit": paint("primary"), "harm": paint("paper"), "other": paint("paper")}
        yield group(_tiles(places, pitch), grounds[look.kind])
    if look.kind == "benefit":
        yield group(_people(places, pitch), paint("paper" if look.second else "primary"))
    elif look.kind == "rest":
        yield group(_people(places, pitch), paint("paper", "muted", PITCH / pitch))
    elif look.kind == "other":
        yield group(_people(places, pitch, HEAD), paint("paper", "muted", 1.3 * PITCH / pitch))
        yield group(_people(places, pitch, BODY), paint("muted"))


def _above(look: Look, places: Places, pitch: float) -> Iterator[str]:
    """What is drawn over a hatch: edges, and people who stand on it."""
    if look.kind == "harm":
        ink = paint("paper" if look.second else "", "important", 1.2 * PITCH / pitch)
        yield group(_people(places, pitch), ink)
    if look.second and look.kind != "benefit":
        colour = "important" if look.kind == "harm" else "muted"
        yield group(_tiles(places, pitch), paint("", colour, 1.2))


def _people(places: Places, pitch: float, shape: str = HEAD + BODY) -> Iterator[str]:
    scale = f"scale({pitch / PITCH:.4f})"
    for x, y in places:
        yield path(shape, place=f"translate({x:.2f} {y:.2f}) {scale}")


def _tiles(places: Places, pitch: float) -> Iterator[str]:
    for x, y in places:
        yield rectangle(x + 1, y + 0.3, pitch - 2, pitch - 0.6, radius=2)


def _hatch(width: float, height: float, pitch: float) -> str:
    """Slanting lines over the whole; every person is hatched alike."""
    apart = pitch / max(1, int(pitch / HATCH))
    lines = []
    for number in range(int((width + height) / apart) + 1):
        x = number * apart
        lines.append(f"M{x:.2f} 0L{x - height:.2f} {height:.2f}")
    return path("".join(lines), paint("", "important", apart / 2**0.5 * HATCHED))
