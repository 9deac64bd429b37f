"""Labels and what is true of them, in two columns that line up: the back of a leaflet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.paper.alongside import Columns
from builder.paper.boxes import Box
from builder.paper.compose import Composer
from builder.paper.parting import in_rows
from builder.paper.pen import APART, with_room
from builder.paper.spaced import Spaced
from builder.source.inline import Rich

if TYPE_CHECKING:
    from builder.paper.qr import Code

# Of the width, what labels may take: beside values, beside lines to write on.
LABEL, WHOLE = 0.4, 0.62
GAP, RULE = 12.0, 0.5  # points: between columns, below a row
PAD, TIGHT = 3.0, 1.5  # points above and below a row, and where all must stand on one page

Pairs = Iterable[tuple[Rich, Rich]]


class Row(Spaced):
    """A label `first` points wide, and its value; below it where a word has no room beside it.

    It can give the room above its words, so that all rows stand on one page.
    """

    def __init__(self, label: Box, value: Box, line: str, *, rtl: bool) -> None:
        super().__init__()
        self.label, self.value, self.line, self.rtl = label, value, line, rtl
        self.first = 0.0
        # A line to write on that ends a row is its rule, too.
        self.written = bool(value.contents[0].paragraph.runs[-1].blank)
        self.above = label.inset.top

    @property
    def whole(self) -> float:
        """The width of both on one line, in points."""
        return self.natural(self.label) + self.natural(self.value)

    def natural(self, box: Box) -> float:
        """The width of a cell on one line, in points."""
        return box.natural_width() + box.inset.left + box.inset.right + 1

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        first = self.first
        label = self.natural(self.label)
        if self.written:
            first = max(first, min(label, width * WHOLE))
        elif label > first and self.whole <= width:
            first = label  # both have room on one line, out of line with the others
        self.across = first
        self.stacked = self.label.longest_word() > first
        self.stacked |= self.value.longest_word() > width - first
        heights = (
            self.label.wrap(width if self.stacked else first, 0)[1],
            self.value.wrap(width if self.stacked else width - first, 0)[1],
        )
        self.width, self.height = width, sum(heights) if self.stacked else max(heights)
        return self.width, self.height

    def give(self) -> float:
        """The room above its words, as far as a pen does not need it."""
        leading = self.value.contents[0].paragraph.leading
        pen = APART - leading - self.value.inset.bottom if self.written else 0.0
        return self.above - max(0.0, pen)

    def shrink(self, share: float) -> None:
        for box in (self.label, self.value):
            box.inset = replace(box.inset, top=self.above - self.give() * share)
            box.shrink(share)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        top, value = y + self.height, self.width - self.across
        if self.stacked:
            self.label.drawOn(canvas, x, top - self.label.height)
            self.value.drawOn(canvas, x, y)
        else:
            sides = (x + value, x) if self.rtl else (x, x + self.across)
            self.label.drawOn(canvas, sides[0], top - self.label.height)
            self.value.drawOn(canvas, sides[1], top - self.value.height)
        if not self.written:
            line = f"{x:.2f} {y:.2f} m {x + self.width:.2f} {y:.2f} l S"
            canvas.paint(f"{self.line} RG {RULE:g} w {line}")


class Together(Spaced):
    """Two rows on one line: the first as wide as it is, the second with the rest, `gap` apart."""

    def __init__(self, rows: tuple[Row, Row], gap: float) -> None:
        super().__init__()
        self.rows, self.gap = rows, gap

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        first, second = self.rows
        own = first.wrap(first.whole, 0)[1]
        self.width = width
        self.height = max(own, second.wrap(width - first.whole - self.gap, 0)[1])
        return self.width, self.height

    def give(self) -> float:
        return self.height - max(row.height - row.give() for row in self.rows)

    def shrink(self, share: float) -> None:
        for row in self.rows:
            row.shrink(share)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        for row in self.rows[::-1] if self.rows[0].rtl else self.rows:
            row.drawOn(canvas, x, y + self.height - row.height)
            x += row.width + self.gap


def labelled_rows(listing: Composer, pairs: Pairs, style: str, code: Code | None = None) -> Box:
    """One row for each pair, as items of a list; the code stands at the side where lines end."""
    rows = _rows(listing, pairs, style)
    side, gap = (code.side, listing.points(GAP)) if code else (0.0, 0.0)
    _aligned(rows, (listing.width - side - gap) * LABEL)
    if code is None:
        return Box(rows, page_height=listing.page_height)

    def beside(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        code.wrap(side, 0)
        left = listing.at(x, width, width - side, side)
        code.drawOn(canvas, left, y + height - side)

    room = listing.inset(end=side + gap)
    return Box(rows, inset=room, once=[beside], least=side, page_height=listing.page_height)


def side_by_side(listing: Composer, pairs: Pairs, style: str) -> Spaced:
    """Short pairs in two columns, one after the other.

    Where one needs more than half of the width, two neighbours stand on a line if both have room.
    """
    rows = _rows(listing, pairs, style)
    gap = listing.points(GAP) * 2
    half = (listing.width - gap) / 2
    if any(row.whole > half for row in rows):
        return Box(_paired(rows, listing.width, gap), page_height=listing.page_height)
    middle = (len(rows) + 1) // 2
    columns = rows[:middle], rows[middle:]
    for column in columns:
        _aligned(column, half - max(row.natural(row.value) for row in column))
    return Columns([Box(column) for column in columns], gap, rtl=listing.rtl)


def _paired(rows: Sequence[Row], width: float, gap: float) -> list[Spaced]:
    made: list[Spaced] = []
    left = list(rows)
    while left:
        two = left[:2]
        fit = len(two) == 2 and sum(row.whole for row in two) + gap <= width
        made.append(Together((two[0], two[1]), gap) if fit else two[0])
        left = left[2 if fit else 1 :]
    in_rows(made)
    return made


def _rows(listing: Composer, pairs: Pairs, style: str) -> list[Row]:
    pad = TIGHT if listing.single else PAD
    gap, line = listing.points(GAP), listing.colour("line")
    rows = []
    for label, value in pairs:
        entry = listing.add("LI")
        name = entry.text(label, style, role="Lbl", strong=True)
        words = entry.add("LBody").text(value, style, role=None)
        written = bool(words.paragraph.runs[-1].blank)
        above = max(pad, APART - words.paragraph.leading - pad - 1) if written else pad
        first = Box([name], inset=listing.inset(above, gap, pad + 1))
        second = Box(with_room([words], 0), inset=listing.inset(above, 0, pad + 1))
        rows.append(Row(first, second, line, rtl=listing.rtl))
    in_rows(rows)
    return rows


def _aligned(rows: Sequence[Row], most: float) -> None:
    """Makes the column of labels as wide as the widest of at most `most` points."""
    labels = [row.natural(row.label) for row in rows]
    widest = max((each for each in labels if each <= most), default=most)
    for row in rows:
        row.first = widest
