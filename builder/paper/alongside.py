"""What stands side by side where there is room, and one below the other where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from builder.paper.boxes import Box
from builder.paper.parting import At, Cut
from builder.paper.spaced import Spaced


class Alongside(Spaced):
    """Flowables side by side, which are never parted, or in a box one below the other.

    They stay in that box once they had no room.
    """

    def __init__(self) -> None:
        super().__init__()
        self._below: Box | None = None

    def side_by_side(self, width: float) -> float | None:
        """Wraps them side by side: how high they are, in points; None where there is no room."""
        raise NotImplementedError

    def below_each_other(self) -> Box:
        """The box in which they stand one below the other."""
        raise NotImplementedError

    @property
    def stacked(self) -> bool:
        """Whether they stand one below the other."""
        return self._below is not None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        found = None if self._below else self.side_by_side(width)
        if found is None:
            self._below = self._below or self.below_each_other()
            found = self._below.wrap(width, height)[1]
        self.width, self.height = width, found
        return self.width, self.height

    def cuts(self) -> Iterable[Cut]:
        return self._below.cuts() if self._below else ()

    def _parts(self, at: At) -> tuple[Spaced, Spaced]:
        assert self._below, "what stands side by side is not parted"
        return self._below.parted(at)


class Columns(Alongside):
    """Boxes side by side, as high as the highest, `gap` points apart.

    Where a word has no room side by side, or they are higher than most of a page, they stand
    one below the other.
    """

    def __init__(self, boxes: Sequence[Box], gap: float, *, rtl: bool = False) -> None:
        super().__init__()
        self.boxes, self.gap, self.rtl = list(boxes), gap, rtl

    def side_by_side(self, width: float) -> float | None:
        each = (width - self.gap * (len(self.boxes) - 1)) / len(self.boxes)
        if any(each < box.longest_word() <= width for box in self.boxes):
            return None
        highest = max(box.wrap(each, 0)[1] for box in self.boxes)
        if 0 < self.boxes[0].page_height < highest:
            return None
        for box in self.boxes:
            box.height = highest
        return highest

    def below_each_other(self) -> Box:
        for box in self.boxes[1:]:
            box.before = self.gap
        return Box(self.boxes)

    def give(self) -> float:
        if self._below:
            return self._below.give()
        return self.height - max(box.natural - box.give() for box in self.boxes)

    def shrink(self, share: float) -> None:
        for box in [self._below] if self._below else self.boxes:
            box.shrink(share)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self._below:
            self._below.drawOn(canvas, x, y)
            return
        for box in reversed(self.boxes) if self.rtl else self.boxes:
            box.drawOn(canvas, x, y)
            x += box.width + self.gap
