"""A finished PDF as a printer takes it: pages of one size, upright, and a whole number of sheets.

Print queues differ in what they make of a turned page, of boxes within each other and of copies of
an odd number of pages; a file in which none of this occurs comes out of all of them alike.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter

from builder.paper.sheet import POINTS
from builder.print.source import Unprintable, reading

INHERITED = {"/MediaBox", "/CropBox", "/Rotate"}  # ISO 32000-1, 7.7.3.4
NEAR = 0.5  # points by which pages of one size may differ


@dataclass(frozen=True)
class ForPaper:
    """The file, and its size as it lies, in millimetres. `blanks` were added at its end."""

    pdf: bytes
    pages: int
    blanks: int
    width: float
    height: float

    @property
    def lies(self) -> bool:
        """Whether its pages are wider than they are high."""
        return self.width > self.height


def for_paper(pdf: bytes, *, whole_sheets: bool) -> ForPaper:
    """The file, changed only where it must be. Raises Unprintable.

    With `whole_sheets`, the last sheet has a back, so that the next copy begins on a new one.
    """
    with reading():
        reader = PdfReader(io.BytesIO(pdf))
        sizes = [page.cropbox for page in reader.pages]
        if not sizes:
            raise Unprintable("the file has no pages")
        width, height = float(sizes[0].width), float(sizes[0].height)
        if any(max(abs(b.width - width), abs(b.height - height)) > NEAR for b in sizes):
            raise Unprintable("its pages have several sizes; print the parts on their own")
        if any(page.rotation for page in reader.pages):
            raise Unprintable("a page of the file is turned; 'handouts impose' takes it")
        blanks = len(sizes) % 2 if whole_sheets else 0
        plain = all(_is_plain(page) for page in reader.pages)
        made = pdf if plain and not blanks else _copied(reader, blanks)
    return ForPaper(made, len(sizes), blanks, width / POINTS, height / POINTS)


def _is_plain(page: PageObject) -> bool:
    """Whether nothing of it lies outside of what is seen, and it has its box from no other."""
    above: Any = page
    while "/Parent" in above:
        above = above["/Parent"]
        if INHERITED & above.keys():
            return False
    return list(page.mediabox) == list(page.cropbox)


def _copied(reader: PdfReader, blanks: int) -> bytes:
    writer = PdfWriter(clone_from=reader)
    for page in writer.pages:
        page.mediabox = page.cropbox
    for _ in range(blanks):
        writer.add_blank_page()
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
