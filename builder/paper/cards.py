"""A table whose columns have no room for their words: its rows one below the other, as cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reportlab.platypus import Flowable

from builder.paper.boxes import Box, Inset
from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.grid import Grid, Row, with_those_above
from builder.paper.parting import At, Cut, in_rows
from builder.paper.spaced import Spaced

TOP, RULE = 2.4, 0.8  # points: the rule above a card, those between its cells


class Fitted(Spaced):
    """A table, or its cards where its columns have no room for their words."""

    def __init__(self, grid: Grid, cards: Callable[[], Box]) -> None:
        super().__init__()
        self.grid, self.cards = grid, cards
        self._cards: Box | None = None
        self.made: Grid | Box = grid

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self.grid.fits(width):
            self.made = self.grid
        else:
            self.made = self._cards = self._cards or self.cards()
        self.width, self.height = self.made.wrap(width, height)
        return self.width, self.height

    def cuts(self) -> Iterable[Cut]:
        return self.made.cuts()

    def _parts(self, at: At) -> tuple[Spaced, Spaced]:
        return self.made.parted(at)

    def grows(self) -> float:
        return self.made.grows()

    def grow(self, share: float) -> None:
        self.made.grow(share)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        self.made.drawOn(canvas, x, y)


class Again(Box):
    """What was heard before, and is seen again."""

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        with canvas.artifact():
            super().drawOn(canvas, x, y)


def cards(
    page: Composer, labels: Sequence[Flow] | None, rows: Sequence[Row], *, headed: bool
) -> Box:
    """Each row as a card: its cells one below the other, each after the name of its column.

    A cell that reaches over several rows is seen again in each of their cards.

    The first card's names are the header cells of the table; they are heard
    once. With `headed` the first cell is the header of its row, on a ground.
    """
    made = []
    for number, row in enumerate(with_those_above(rows)):
        contents: list[Flowable] = []
        for cell, over, again in row:
            if not cell.contents:
                continue
            names = labels[over] if labels else []
            first = headed and over.start == 0
            contents += _pair(page, cell, names, seen=number > 0, again=again, headed=first)
        card = page.kept(contents, ground=[_edge(page)])
        card.before = page.points(10) if number else 0
        made.append(card)
    in_rows(made)
    return Box(made, page_height=page.page_height)


def _pair(
    page: Composer, cell: Box, names: Sequence[Flow], *, seen: bool, again: bool, headed: bool
) -> list[Flowable]:
    """The cell with a rule below it, after the names of its columns, which may be `seen`."""
    inset, ground = cell.inset, [_ground(page)] if headed else []
    made: list[Flowable] = []
    top = inset.top
    for label in names:
        kind = Again if seen else Box
        name = kind([label], inset=Inset(top, inset.right, 0, inset.left), ground=ground)
        name.keep_with_next = True
        made.append(name)
        top = page.points(1)
    kind = Again if again else Box
    below = Inset(top, inset.right, inset.bottom, inset.left)
    ground = [*ground, rule(page)]
    once = [] if again else cell.once
    box = kind(cell.contents, inset=below, ground=ground, once=once, page_height=page.page_height)
    box.least = cell.least
    made.append(box)
    return made


def _edge(page: Composer) -> Any:
    colour = page.colour("primary")

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        top = y + height
        canvas.paint(f"{colour} RG {TOP:g} w {x:.2f} {top:.2f} m {x + width:.2f} {top:.2f} l S")

    return paint


def rule(page: Composer) -> Any:
    """Paints a line below a box."""
    colour = page.colour("line")

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        canvas.paint(f"{colour} RG {RULE:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    return paint


def _ground(page: Composer) -> Any:
    colour = page.colour("surface")

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        canvas.paint(f"{colour} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    return paint
