"""Words that run on, line by line, with what hangs among them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.bring.brought import Piece
from builder.bring.stretch import Stretch


class Flow:
    """The words of one paragraph, and the pictures and boxes in it."""

    def __init__(self, text: str | None = "") -> None:
        self.lines: list[list[Stretch]] = [[Stretch(text or "")]]
        self.pieces: list[Piece] = []

    def add(self, stretch: Stretch) -> None:
        self.lines[-1].append(stretch)

    def end(self) -> None:
        """Ends a line."""
        self.lines.append([])

    def joined(self) -> Iterator[Stretch]:
        """All lines as one."""
        for line in self.lines:
            yield from line
            yield Stretch(" ")
