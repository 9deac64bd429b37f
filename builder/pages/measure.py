"""All measures of a finished PDF."""

from __future__ import annotations

from dataclasses import dataclass

from pypdfium2 import PdfDocument

from builder.pages.ink import Fill, column, fill
from builder.pages.limits import TOLD
from builder.pages.longlines import LongLine, long_lines
from builder.pages.splits import HEADING, Split, leaves, said, splits
from builder.see.finished import Finished, Paper, finished


@dataclass(frozen=True)
class PageMeasured:
    """A page, from 1: how full, its long lines, its smallest type in points (0 without text).

    `heading` is what it begins with, if that is a heading.
    """

    number: int
    fill: Fill
    long_lines: tuple[LongLine, ...]
    smallest: float
    heading: str


@dataclass(frozen=True)
class Measured:
    """A file."""

    pages: tuple[PageMeasured, ...]
    splits: tuple[Split, ...]

    @property
    def smallest(self) -> float:
        return min((page.smallest for page in self.pages if page.smallest), default=0)


def measure(pdf: bytes) -> Measured:
    """Reads a file that is whole. Takes about 15 ms a page."""
    with PdfDocument(pdf) as document:
        document.init_forms()  # what is to be filled in is seen, too
        file = finished(document)
        across, headings = column(file), _headings(file)
        long = long_lines(file, TOLD)
        pages = tuple(
            PageMeasured(
                number=paper.number + 1,
                fill=fill(paper, document[paper.number], across),
                long_lines=tuple(line for line in long if line.page == paper.number + 1),
                smallest=smallest(paper),
                heading=headings.get(paper.number, ""),
            )
            for paper in file.pages
        )
        return Measured(pages, tuple(splits(file)))


def smallest(paper: Paper) -> float:
    """The size of the smallest type on a page, in points.

    Running lines, raised numbers and all that says nothing are type, too.
    """
    sizes = [piece.size for piece in paper.pieces if piece.text.strip()]
    return round(min(sizes, default=0.0), 2)


def _headings(file: Finished) -> dict[int, str]:
    """The heading with which a page (from 0) begins, where that is one."""
    found: dict[int, str] = {}
    for node in leaves(file.root):
        for number in sorted({page for page, _ in node.own()} - found.keys()):
            begins = HEADING.fullmatch(node.role) and number == min(node.own())[0]
            found[number] = " ".join(line.text for line in said(file, node)) if begins else ""
    return found
