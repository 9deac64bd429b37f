"""Words and numbers to be ringed with a pen: each has room round it, and none is near another.

A target is at least 8 by 8 mm and 3 mm from the next: what a hand that shakes can ring.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.paint import rounded
from builder.paper.sheet import POINTS
from builder.paper.spaced import Spaced
from builder.source.apart import apart
from builder.source.inline import Rich

SIDE, APART = 8 * POINTS, 3 * POINTS


def targets(
    place: Composer,
    rich: Rich,
    style: str,
    shape: Literal["disc", "box"],
    *,
    spread: bool = False,
    middle: bool = False,
) -> Targets:
    """One for each word of a text, all of the place's element.

    They are `spread` over the whole width, or stand in its `middle`.
    """
    flows = [place.text(word, style, role=None) for word in apart(rich)]
    for flow in flows[:-1]:
        flow.goes_on = True
    made = Targets(flows, shape, place.colour("muted"), spread=spread, rtl=place.rtl)
    made.middle = middle
    return made


class Targets(Spaced):
    """In rows as wide as there is room, each in the middle of its shape."""

    middle = False

    def __init__(
        self,
        flows: Sequence[Flow],
        shape: Literal["disc", "box"],
        colour: str,
        *,
        spread: bool,
        rtl: bool,
    ) -> None:
        super().__init__()
        self.flows, self.shape, self.colour = list(flows), shape, colour
        self.spread, self.rtl = spread, rtl
        self.side = max(SIDE, flows[0].paragraph.setting.size * 1.5)

    def _across(self, flow: Flow) -> float:
        pad = flow.paragraph.setting.size * 0.2
        return max(self.side, flow.natural_width() + (0 if self.shape == "disc" else pad))

    def longest_word(self) -> float:
        return max(self._across(flow) for flow in self.flows)

    narrowest = widest_letter = longest_word

    def natural_width(self) -> float:
        return sum(map(self._across, self.flows)) + APART * (len(self.flows) - 1)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.rows: list[list[Flow]] = [[]]
        room = width
        for flow in self.flows:
            across = self._across(flow)
            if self.rows[-1] and room < across - 0.01:
                self.rows.append([])
                room = width
            self.rows[-1].append(flow)
            room -= across + APART
            flow.wrap(across, height)
        self.height = len(self.rows) * (self.side + APART) - APART
        return width, self.height

    def _placed(self) -> Iterator[tuple[Flow, float, float, float]]:
        """Each with its distance from the start and from the top, and how wide it is."""
        full = max(len(row) for row in self.rows)
        for number, row in enumerate(self.rows):
            gap, start = APART, 0.0
            if self.middle:
                start = (self.width - sum(map(self._across, row)) - APART * (len(row) - 1)) / 2
            if self.spread and full > 1:
                first = sum(map(self._across, self.rows[0]))
                gap = (self.width - first) / (full - 1)
            for flow in row:
                across = self._across(flow)
                yield flow, start, number * (self.side + APART), across
                start += across + gap

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        code = [f"{self.colour} RG 1 w"]
        placed = list(self._placed())
        for _, start, drop, across in placed:
            left = x + self.width - start - across if self.rtl else x + start
            radius = self.side / 2 if self.shape == "disc" else 4
            low = y + self.height - drop - self.side
            code.append(rounded(left + 0.5, low + 0.5, across - 1, self.side - 1, radius) + " S")
        canvas.paint("\n".join(code))
        for flow, start, drop, across in placed:
            left = x + self.width - start - across if self.rtl else x + start
            own = flow.natural_width()
            middle = y + self.height - drop - self.side / 2
            flow.wrap(own + 0.1, 0)
            flow.drawOn(canvas, left + (across - own) / 2, middle - flow.paragraph.leading / 2)
