"""Where slots lie on the paper, and where on each side of a sheet a printer then finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.paper.sheet import PAPERS, POINTS
from builder.print.order import Sheet
from builder.print.wanted import Edge, PaperName

FLAP = 2.0  # millimetres: by so much the panel that is folded in is narrower than a third


class Box(NamedTuple):
    """A rectangle, in points from the lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def between(cls, left: float, bottom: float, right: float, top: float) -> Box:
        return cls(left, bottom, right - left, top - bottom)

    @classmethod
    def round(cls, boxes: Sequence[Box]) -> Box:
        """The box round all of them."""
        return cls.between(
            min(box.left for box in boxes),
            min(box.bottom for box in boxes),
            max(box.right for box in boxes),
            max(box.top for box in boxes),
        )

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def top(self) -> float:
        return self.bottom + self.height

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top."""
        return self.left, self.bottom, self.right, self.top

    def within(self, outer: Box) -> Box:
        """What of it lies within another."""
        return Box.between(
            max(self.left, outer.left),
            max(self.bottom, outer.bottom),
            min(self.right, outer.right),
            min(self.top, outer.top),
        )

    def grown(self, by: float) -> Box:
        """A box that reaches so many points further on each side."""
        return Box.between(self.left - by, self.bottom - by, self.right + by, self.top + by)


class Cell(NamedTuple):
    """A page on a side of a sheet, head down where it is `turned`; `shift` points to the right."""

    page: int
    box: Box
    turned: bool
    shift: float = 0.0


class Side(NamedTuple):
    """What is printed on one side of a sheet, and all the slots that are cut or folded there."""

    cells: tuple[Cell, ...]
    slots: tuple[Box, ...]


@dataclass(frozen=True)
class Paper:
    """A sheet of so many points, which the printer turns over on its long or its short edge."""

    width: float
    height: float
    edge: Edge

    @classmethod
    def of(cls, name: PaperName, *, wide: bool, edge: Edge) -> Paper:
        """The paper of that name, upright or lying."""
        short, long = PAPERS[name]
        return cls(long, short, edge) if wide else cls(short, long, edge)

    @property
    def tumbles(self) -> bool:
        """Whether it is turned over head first, so that its back is printed head down."""
        return (self.edge == "short") == (self.height >= self.width)

    def behind(self, box: Box) -> Box:
        """The same place on the back, as it lies in the printer."""
        if self.tumbles:
            return box._replace(bottom=self.height - box.bottom - box.height)
        return box._replace(left=self.width - box.left - box.width)


def halves(paper: Paper) -> tuple[Box, ...]:
    """Two slots beside each other: paper that is folded once."""
    return grid(paper, 2, 1, (paper.width / 2, paper.height))


def thirds(paper: Paper, *, rtl: bool = False) -> tuple[Box, ...]:
    """Three slots of paper that is rolled up; the flap is narrower, so that it lies flat inside."""
    flap = paper.width / 3 - FLAP * POINTS
    wide = (paper.width - flap) / 2
    widths = (wide, wide, flap) if rtl else (flap, wide, wide)
    lefts = (0.0, widths[0], widths[0] + widths[1])
    return tuple(
        Box(left, 0, width, paper.height) for left, width in zip(lefts, widths, strict=True)
    )


def grid(
    paper: Paper, across: int, down: int, size: tuple[float, float], gap: float = 0.0
) -> tuple[Box, ...]:
    """Slots of one size in rows, `gap` points apart, in the middle of the paper."""
    width, height = size
    left = (paper.width - across * width - (across - 1) * gap) / 2
    top = (paper.height + down * height + (down - 1) * gap) / 2
    return tuple(
        Box(left + column * (width + gap), top - height - row * (height + gap), width, height)
        for row in range(down)
        for column in range(across)
    )


def sides(
    sheets: Sequence[Sheet], slots: Sequence[Box], paper: Paper, creep: float = 0.0
) -> list[Side]:
    """The sides of sheets in the order in which they are printed: a front, then its back.

    With `creep`, the points by which a sheet sticks out of the one around it, pages of the inner
    sheets stand so much nearer to the fold, that all outer margins are alike once it is trimmed.
    """
    made = []
    middle = paper.width / 2
    for sheet in sheets:
        front, back = [], []
        for slot, box in zip(sheet.slots, slots, strict=True):
            inwards = sheet.depth * creep * (1 if box.left + box.width / 2 < middle else -1)
            if slot.front is not None:
                front.append(Cell(slot.front, box, False, inwards))
            if slot.back is not None:
                over = inwards if paper.tumbles else -inwards
                back.append(Cell(slot.back, paper.behind(box), paper.tumbles, over))
        made.append(Side(tuple(front), tuple(slots)))
        made.append(Side(tuple(back), tuple(map(paper.behind, slots))))
    return made
