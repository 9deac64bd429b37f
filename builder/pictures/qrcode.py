"""QR codes (ISO/IEC 18004): the dark and light modules that stand for an address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import segno

from builder.notation.uri import uri

# 15 of 100 may be lost to folds, stains and poor printers; more, where that makes it no larger.
LEVEL = "M"
QUIET = 4  # modules of white on each side (ISO/IEC 18004, 6.3.8)


class Bar(NamedTuple):
    """Dark modules in one piece, counted from the upper left corner of the code."""

    row: int
    start: int
    length: int


class Modules:
    """The modules of a code; `across` is how many stand on a side, with the quiet zone."""

    def __init__(self, address: str) -> None:
        code = segno.make(uri(address), error=LEVEL, micro=False)
        self.rows = [bytes(row) for row in code.matrix]
        self.across = len(self.rows) + 2 * QUIET

    def bars(self) -> Iterator[Bar]:
        """What is dark, row by row."""
        for row, modules in enumerate(self.rows):
            yield from (Bar(row, start, length) for start, length in _bars(modules))


def _bars(modules: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many there are in one piece."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(modules):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
