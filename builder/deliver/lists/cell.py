"""A cell and a row of a list of recipients, with their places. What they hold is never shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.diagnostics import Sink
from builder.place import Span

MOST_TOLD = 1000  # faults of one list; how many there are beyond them is counted


@dataclass(frozen=True, slots=True, repr=False)
class Cell:
    """What one place of a list holds, as it was typed."""

    text: str
    at: Span

    def __repr__(self) -> str:
        return f"Cell({self.at})"


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One person's cells by the names of their columns.

    `number` is that of a spreadsheet's row, 0 for the only one there is. One that is `torn` was
    read, but not as it was meant.
    """

    number: int
    at: Span
    cells: Mapping[str, Cell]
    torn: bool = False

    def __repr__(self) -> str:
        return f"Row({self.number})"


def in_row(number: int) -> str:
    """How a message begins that is about the row of that number."""
    return f"row {number}: " if number else ""


class Faults:
    """What is wrong with a list, told up to a limit. No message may hold what a cell holds."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.count = 0
        self.last = Span("")

    def tell(self, at: Span, code: str, message: str, hint: str = "") -> None:
        if self.count < MOST_TOLD:
            self.sink.error(at, code, message, hint)
        self.count += 1
        self.last = max(self.last, at)

    def close(self) -> None:
        """Says how many faults were not told, if there were too many."""
        if (more := self.count - MOST_TOLD) > 0:
            self.sink.error(self.last, "more-faults", f"there are {more} more faults in this list")
