"""How full a page is: what is not white in its column, from picture points of the rendered page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from builder.see.dots import Dots
from builder.see.finished import Finished, Paper

DOTS = 1.0  # picture points in a point
# A blank band of so much of the frame, with something below it, is a hole in the page, and not
# the space between two blocks: what is below it stands at the foot, as the safety strip does.
HOLE = 0.1


@dataclass(frozen=True)
class Fill:
    """How full the frame of a page is: the area between its running header and footer.

    `filled` is the share of its height down to the last thing in it, without a hole above what
    stands at its foot; `blank` is the largest band with nothing in it, and `height` that of the
    frame, both in points.
    """

    filled: float
    blank: float
    height: float


def column(file: Finished) -> tuple[float, float]:
    """Where tagged content is, from left to right, on any page: points. Nothing at the edge is."""
    tagged = [piece for page in file.pages for piece in page.pieces if piece.mcid is not None]
    return (
        min((piece.left for piece in tagged), default=0.0),
        max((piece.right for piece in tagged), default=0.0),
    )


def fill(paper: Paper, page: Any, across: tuple[float, float]) -> Fill:
    """How full a page is, from the page as PDFium shows it, between two sides (points)."""
    left, _, _, top = paper.edges
    dots = Dots.of(page, DOTS)
    start, end = (round((side - left) * DOTS) for side in across)
    inked = [dots.inked(row, start, end) for row in range(dots.height)]
    head, foot = _frame(paper, inked)
    first, last = round((top - head) * DOTS), round((top - foot) * DOTS)
    return _measured(inked[max(first, 0) : last])


def frame(paper: Paper) -> tuple[float | None, float | None]:
    """Its upper and lower end in points from the foot; None where no line runs along the page."""
    _, bottom, _, top = paper.edges
    middle = (bottom + top) / 2
    running = [piece for piece in paper.pieces if piece.running]
    heads = [piece.bottom for piece in running if piece.bottom > middle]
    feet = [piece.top for piece in running if piece.top < middle]
    return min(heads, default=None), max(feet, default=None)


def _frame(paper: Paper, inked: list[bool]) -> tuple[float, float]:
    """Without a header it begins with what stands first, without a footer it ends as it begins."""
    _, bottom, _, top = paper.edges
    head, foot = frame(paper)
    if head is None:
        head = top - inked.index(True) / DOTS if any(inked) else top
    return head, bottom + (top - head) if foot is None else foot


def _measured(inked: list[bool]) -> Fill:
    height = len(inked)
    if not any(inked):
        return Fill(0, height / DOTS, height / DOTS)
    reach = height - inked[::-1].index(True)
    hole = max(_bands(inked[:reach]))
    blank = max(hole, height - reach)
    filled = reach - hole if hole > HOLE * height else reach
    return Fill(filled / height, blank / DOTS, height / DOTS)


def _bands(inked: Iterable[bool]) -> Iterator[int]:
    """The heights of the bands with nothing in them, one after the other."""
    band = 0
    for dark in inked:
        if dark:
            yield band
        band = 0 if dark else band + 1
    yield band
