"""Pictures joined by arrows, each with its words: in a row, or one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builder.paper.alongside import Columns
from builder.paper.boxes import Box, Painter
from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.picture import Shown

SIDE = 64.0  # of a picture: 23 mm, in points as all that follow
GAP = 22.0  # between two columns
LONGEST = 30.0  # an arrow
WIDEST = 0.3  # of the page, a picture with its words beside it
HEAD = 5.0  # how far its head goes back, and to each side
WEIGHT = 2.0  # of its line, as of those of drawings


@dataclass(frozen=True)
class Station:
    """A picture, the number before it, if it has one, and the words it goes with."""

    picture: Shown
    label: Flow | None
    words: Flow


def row(page: Composer, stations: Sequence[Station]) -> Columns | Box:
    """Side by side, or one below the other where a word or a picture has no room."""
    gap, count = page.points(GAP), len(stations)
    each = (page.width - gap * (count - 1)) / count
    widest = max(station.words.longest_word() for station in stations)
    if each >= max(widest, _indent(page, stations) + SIDE):
        boxes = [_column(page, stations, number, each) for number in range(count)]
        columns = Columns(boxes, gap, rtl=page.rtl)
        if columns.wrap(page.width, 0)[1] <= page.page_height:
            return columns
    return page.kept([_below(page, stations, number) for number in range(count)])


def _indent(page: Composer, stations: Sequence[Station]) -> float:
    """The room for a number before a picture."""
    labels = [station.label.natural_width() for station in stations if station.label]
    return max(labels) + page.setting("body").size * 0.4 if labels else 0.0


def _column(page: Composer, stations: Sequence[Station], number: int, each: float) -> Box:
    """A picture above its words, and the arrow to the next."""
    indent = _indent(page, stations)
    side = min(page.points(SIDE), each - indent)
    painters = _marks(page, stations[number], indent, side)
    if number < len(stations) - 1:
        free = each - indent - side + page.points(GAP)
        painters.append(_onward(page, indent + side + free / 2, min(free * 0.7, LONGEST), side))
    inset = page.inset(top=side + page.points(6))
    return Box([stations[number].words], inset=inset, once=painters)


def _below(page: Composer, stations: Sequence[Station], number: int) -> Box:
    """A picture before its words, and the arrow down to the next."""
    side, indent = min(page.points(SIDE), page.width * WIDEST), _indent(page, stations)
    painters = _marks(page, stations[number], indent, side)
    last = number == len(stations) - 1
    foot = 0.0 if last else page.points(GAP) + 6
    if not last:
        painters.append(_down(page, indent + side / 2, foot))
    words = stations[number].words
    start = indent + side + page.points(14)
    words.wrap(page.width - start, 0)
    inset = page.inset(top=max(0.0, (side - words.height) / 2), bottom=foot, start=start)
    return page.kept([words], inset=inset, once=painters, least=side + foot)


def _marks(page: Composer, station: Station, indent: float, side: float) -> list[Painter]:
    """The number at the top, and the picture after it: it says nothing that the words do not."""

    def number(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        assert station.label is not None, "only what has a number draws one"
        station.label.wrap(indent, 0)
        left = page.at(x, width, 0, indent)
        station.label.drawOn(canvas, left, y + height - station.label.height)

    def picture(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        left = page.at(x, width, indent, side)
        station.picture.paint(canvas, None, left, y + height - side, side)

    return [number, picture] if station.label else [picture]


def _onward(page: Composer, middle: float, length: float, side: float) -> Painter:
    """An arrow to the end, its `middle` so far from the start, level with the pictures."""
    way = -1 if page.rtl else 1

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        centre, level = page.at(x, width, middle, 0), y + height - side / 2
        tip = centre + way * length / 2
        canvas.paint(
            f"{_pen(page)}\n{tip - way * length:.2f} {level:.2f} m {tip:.2f} {level:.2f} l\n"
            f"{tip - way * HEAD:.2f} {level + HEAD:.2f} m {tip:.2f} {level:.2f} l "
            f"{tip - way * HEAD:.2f} {level - HEAD:.2f} l S Q"
        )

    return paint


def _down(page: Composer, middle: float, foot: float) -> Painter:
    """An arrow down, in the `foot` of a box."""

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        across, top, tip = page.at(x, width, middle, 0), y + foot - 5, y + 5
        canvas.paint(
            f"{_pen(page)}\n{across:.2f} {top:.2f} m {across:.2f} {tip:.2f} l\n"
            f"{across - HEAD:.2f} {tip + HEAD:.2f} m {across:.2f} {tip:.2f} l "
            f"{across + HEAD:.2f} {tip + HEAD:.2f} l S Q"
        )

    return paint


def _pen(page: Composer) -> str:
    return f"q {page.colour('primary')} RG {WEIGHT:g} w 1 J 1 j"
