"""Papers by the names that they have in IPP (PWG 5101.1), which say how large they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SIZE = re.compile(r"_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$")  # PWG 5101.1, 5
INCH = 25.4  # millimetres
NEAR = 1.0  # millimetres: printers round to points
# What people call those that leaflets are printed on.
CALLED = {
    "iso_a3_297x420mm": "A3", "iso_a4_210x297mm": "A4", "iso_a5_148x210mm": "A5",
    "iso_a6_105x148mm": "A6", "na_letter_8.5x11in": "Letter", "na_legal_8.5x14in": "Legal",
}  # fmt: skip


@dataclass(frozen=True)
class Media:
    """A paper: its name in IPP, its size in millimetres, and its tray, if that is told."""

    name: str
    width: float
    height: float
    tray: str = ""

    def is_size(self, width: float, height: float) -> bool:
        """Whether it is that size, whichever way it lies."""
        short, long = sorted((self.width, self.height))
        least, most = sorted((width, height))
        return abs(short - least) < NEAR and abs(long - most) < NEAR

    @property
    def called(self) -> str:
        """What people call it."""
        return CALLED.get(self.name, self.name)


def named(names: Iterable[str]) -> Iterator[Media]:
    """Papers by names that say their size; others are of no use here."""
    for name in names:
        if found := SIZE.search(name):
            unit = INCH if found[3] == "in" else 1.0
            yield Media(name, float(found[1]) * unit, float(found[2]) * unit)


KNOWN = tuple(named(CALLED))


def of_size(width: float, height: float) -> Media:
    """The paper of that size, in millimetres; one that has no name is called by its size."""
    short, long = sorted((width, height))
    own = Media(f"om_leaflet_{short:.0f}x{long:.0f}mm", short, long)
    return next((each for each in KNOWN if each.is_size(width, height)), own)
