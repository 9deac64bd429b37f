"""What the pages of a file have in common: running lines, logos, the distance of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from builder.bring.pdf.pdffile import Paper
from builder.bring.pdf.printedlines import Row
from builder.bring.pdf.ruled import Area

EDGE = 0.12  # of the height of a page: where its running lines stand
LEVEL = 4.0  # points: lines that stand so close on several pages are at one height
NUMBERED = re.compile(
    r"(?:page|seite|página)?\W*[0-9]{1,3}\W*(?:(?:of|/|von|de|sur)\W*[0-9]{1,3})?", re.I
)


def leadings(pages: Iterable[Sequence[Row]]) -> dict[float, float]:
    """The usual distance of lines, for each size of letters."""
    found: dict[float, Counter[float]] = {}
    for rows in pages:
        for row, below in pairwise(rows):
            size, apart = round(row[0].size, 1), row[0].base - below[0].base
            if round(below[0].size, 1) == size and size * 0.9 < apart < size * 2:
                found.setdefault(size, Counter())[round(apart, 1)] += 1
    return {
        size: max(each, key=lambda apart: (each[apart], -apart)) for size, each in found.items()
    }


def running_rows(pages: Sequence[Sequence[Row]], papers: Sequence[Paper]) -> set[int]:
    """The rows at the head and foot that stand on several pages alike, and numbers of pages."""
    places: dict[str, list[tuple[int, float, Row]]] = {}
    for rows, paper in zip(pages, papers, strict=True):
        for row in rows:
            if not EDGE * paper.height < row[0].base < (1 - EDGE) * paper.height:
                text = re.sub(r"[0-9]+", "0", " ".join(span.text for span in row))
                places.setdefault(text, []).append((paper.number, row[0].base, row))
    found: set[int] = set()
    for text, each in places.items():
        alike = [
            (page, row)
            for page, base, row in each
            if any(other != page and abs(base - at) < LEVEL for other, at, _ in each)
        ]
        if NUMBERED.fullmatch(text):
            alike = [(page, row) for page, _, row in each]
        found.update(id(row) for _, row in alike)
    return found


def spot_of(area: Area) -> tuple[int, ...]:
    return tuple(round(edge / 4) for edge in area)


def logos_of(papers: Sequence[Paper]) -> set[tuple[int, ...]]:
    """The places at which a picture stands on several pages."""
    count = Counter(key for paper in papers for key in {spot_of(area) for area in paper.pictures})
    return {key for key, times in count.items() if times > 1}
