"""The lines of a page that says no structure: words that stand side by side, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from builder.bring.brought import Box, Table
from builder.bring.pdf.glyphwords import new_line, usual_size
from builder.bring.wordcount import TYPED
from builder.see.glyphs import Glyph

BREAK = 1.0  # ems: a gap so wide parts a line, for a column or a cell may begin behind it
REACH = 4.0  # ems from the sign of a list to its words
GUTTER = 9.0  # points of white between columns, at least
ROWS = 3  # rows that have the same gutter, at least
LOOSE = 1.9  # ems between base lines
FULL = 0.85  # of its column: a line so wide is filled
RUNNING = 0.3  # of the lines of a text go on with a sentence
ALIGNED = 0.6  # of the rows of a table have several cells


@dataclass(frozen=True)
class Span:
    """Glyphs that stand together on one line; or those of a table or box, which is `piece`."""

    glyphs: tuple[Glyph, ...]
    piece: Table | Box | None = None

    @cached_property
    def left(self) -> float:
        return min(glyph.left for glyph in self.glyphs)

    @cached_property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        return usual_size(self.glyphs)

    @cached_property
    def base(self) -> float:
        """The base line of most of its letters."""
        return next(each.base for each in self.glyphs if abs(each.size - self.size) < 0.1)

    @property
    def text(self) -> str:
        """Its letters, to be known again: not as words."""
        return "".join(" " * glyph.apart + glyph.text for glyph in self.glyphs).strip()

    @property
    def bold(self) -> bool:
        return all(glyph.setting.bold for glyph in self.glyphs if glyph.text.strip())


Row = tuple[Span, ...]  # spans on one base line, from the left


@dataclass(frozen=True)
class Columns:
    """Rows that are parted by gutters: their columns, from the left."""

    parts: tuple[tuple[Row, ...], ...]

    @property
    def is_table(self) -> bool:
        """Whether rows are to be read across: cells stand in line, and seldom fill their column."""
        if any(span.piece for part in self.parts for row in part for span in row):
            return False
        if any(map(_runs_on, self.parts)) or all(map(_filled, self.parts)):
            return False
        parts = [{round(row[0].base) for row in part} for part in self.parts]
        every = set.union(*parts)
        level = (sum(any(abs(base - at) < 2 for at in part) for part in parts) for base in every)
        return sum(count > 1 for count in level) >= ALIGNED * len(every)


Band = tuple[Row, ...] | Columns


def rows_of(glyphs: Sequence[Glyph], held: Sequence[Span] = ()) -> tuple[Row, ...]:
    """All that is set on a page, line by line from above; `held` are tables and boxes."""
    spans = sorted((*_spans(glyphs), *held), key=lambda span: (-span.base, span.left))
    rows: list[list[Span]] = []
    for span in spans:
        if rows and abs(rows[-1][0].base - span.base) < 0.3 * max(rows[-1][0].size, span.size):
            rows[-1].append(span)
        else:
            rows.append([span])
    return tuple(_joined(sorted(row, key=lambda span: span.left)) for row in rows)


def _spans(glyphs: Sequence[Glyph]) -> Iterator[Span]:
    run: list[Glyph] = []
    last: Glyph | None = None  # that is seen
    for glyph in glyphs:
        if last is not None and glyph.text.strip() and _apart(last, glyph):
            yield from _span(run)
            run = []
        run.append(glyph)
        last = glyph if glyph.text.strip() else last
    yield from _span(run)


def _span(run: Sequence[Glyph]) -> Iterator[Span]:
    seen = [at for at, glyph in enumerate(run) if glyph.text.strip()]
    if seen:
        yield Span(tuple(run[seen[0] : seen[-1] + 1]))


def _apart(before: Glyph, glyph: Glyph) -> bool:
    gap = max(glyph.left - before.right, before.left - glyph.right)
    return new_line(before, glyph) or gap > BREAK * max(before.size, glyph.size)


def _joined(row: Sequence[Span]) -> Row:
    """A row, where the sign of a list is one with its words, and what touches is one."""
    made: list[Span] = []
    for span in row:
        before = made[-1] if made else None
        if before is not None and not before.piece and not span.piece:
            gap, size = span.left - before.right, max(span.size, before.size)
            sign = TYPED.fullmatch(f"{before.text} ") and gap < REACH * size
            if sign or gap <= BREAK * size:
                made[-1] = Span((*before.glyphs, *span.glyphs))
                continue
        made.append(span)
    return tuple(made)


def bands(rows: Sequence[Row]) -> Iterator[Band]:
    """The rows of a page in bands: those across it, and those that stand in columns."""
    plain: list[Row] = []
    at = 0
    while at < len(rows):
        end, gutters = _columns(rows, at)
        if not gutters:
            plain.append(rows[at])
            at += 1
            continue
        if plain:
            yield tuple(plain)
            plain = []
        yield Columns(tuple(_parted(rows[at:end], gutters)))
        at = end
    if plain:
        yield tuple(plain)


Gap = tuple[float, float]


def _columns(rows: Sequence[Row], start: int) -> tuple[int, list[Gap]]:
    """How far the rows from one on share white gutters, and these."""
    gaps, end = [(-1e9, 1e9)], start
    while end < len(rows):
        narrower = [*_common(gaps, rows[end])]
        if end > start and not _inner(narrower, rows[start : end + 1]):
            break
        gaps, end = narrower, end + 1
    last = max((at for at in range(start, end) if not _one_sided(rows[at], gaps)), default=start)
    for at in range(last + 1, end):
        if _loose(rows[at - 1], rows[at]) or _larger(rows[at], rows[at - 1]):
            end = at  # what stands apart below columns may belong to them, or to what follows
            break
    good = [gap for gap in _inner(gaps, rows[start:end]) if _is_gutter(gap, rows[start:end])]
    if not good or end - start < ROWS:
        return start, []
    row, below = rows[start], rows[start + 1]
    heads = _one_sided(row, good) and (_loose(row, below) or _larger(row, below))
    return (start, []) if heads else (end, good)


def _is_gutter(gap: Gap, rows: Sequence[Row]) -> bool:
    """Whether there are several rows on both sides of a gap, side by side."""
    left = [row[0].base for row in rows if row[0].right <= gap[0] + 1]
    right = [row[-1].base for row in rows if row[-1].left >= gap[1] - 1]
    return len(left) > 1 < len(right) and left[0] >= right[-1] and right[0] >= left[-1]


def _one_sided(row: Row, gaps: Sequence[Gap]) -> bool:
    """Whether a row has words on one side only of each gap."""
    return not any(row[0].right <= gap[0] + 1 and row[-1].left >= gap[1] - 1 for gap in gaps)


def _loose(row: Row, below: Row) -> bool:
    """Whether there is more white between two rows than between lines of a text."""
    return row[0].base - below[0].base > LOOSE * max(row[0].size, below[0].size)


def _larger(row: Row, below: Row) -> bool:
    """Whether a row is a heading over what follows, by its size."""
    return row[0].size > below[0].size * 1.1


def _common(gaps: Sequence[Gap], row: Row) -> Iterator[Gap]:
    """What is left of gaps where a row has words."""
    edges = [-1e9, *(edge for span in row for edge in (span.left, span.right)), 1e9]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        for gap in gaps:
            both = max(left, gap[0]), min(right, gap[1])
            if both[1] - both[0] >= GUTTER:
                yield both


def _inner(gaps: Sequence[Gap], rows: Sequence[Row]) -> list[Gap]:
    """The gaps between words, without the margins."""
    left = min(span.left for row in rows for span in row)
    right = max(span.right for row in rows for span in row)
    return [gap for gap in gaps if gap[0] > left and gap[1] < right]


def _parted(rows: Sequence[Row], gutters: Sequence[Gap]) -> Iterator[tuple[Row, ...]]:
    """The columns of some rows."""
    edges = [-1e9, *(sum(gap) / 2 for gap in gutters), 1e9]
    for left, right in pairwise(edges):
        found = (tuple(span for span in row if left <= span.left < right) for row in rows)
        yield tuple(row for row in found if row)


def _runs_on(part: Sequence[Row]) -> bool:
    """Whether a column is running text: with points, headings, or sentences over several lines."""
    small = min(row[0].size for row in part)
    if any(TYPED.match(f"{row[0].text} ") or row[0].size > small * 1.15 for row in part):
        return True
    on = sum(
        below[0].text[:1].islower() and not row[-1].text.endswith((".", ":", ";", "!", "?"))
        for row, below in pairwise(part)
    )
    return on > len(part) * RUNNING


def _filled(part: Sequence[Row]) -> bool:
    """Whether most lines of a column are as wide as it, as those of running text are."""
    left = min(row[0].left for row in part)
    wide = max(row[-1].right for row in part) - left
    return median((row[-1].right - left) / wide for row in part) >= FULL if wide else False
