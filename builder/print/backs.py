"""Backs moved against what a printer sets them off by, so that they lie behind their fronts.

An offset is measured on paper that stands and is turned over on its long edge, seen from the back
(`testsheet.py`). A page that lies is taken to be turned a quarter anticlockwise by the printer
(RFC 8011, 5.2.10); one turned over head first comes out head down.
"""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import NameObject, RectangleObject

from builder.model.printer import Offset
from builder.paper.sheet import POINTS
from builder.print.slots import Paper
from builder.print.source import reading


def correction(offset: Offset, paper: Paper) -> tuple[float, float]:
    """How far a back is moved on its page, to the right and up, in points."""
    x, y = -offset.x * POINTS, -offset.y * POINTS
    if paper.width > paper.height:
        x, y = -y, x
    return (-x, -y) if paper.tumbles else (x, y)


def moved(pdf: bytes, offset: Offset, paper: Paper) -> bytes:
    """The file with its backs, every second page, where they come out right. Raises Unprintable."""
    right, up = correction(offset, paper)
    if not (right or up):
        return pdf
    with reading():
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
        for page in writer.pages[1::2]:
            page.add_transformation(Transformation().translate(right, up))
            for name, box in (("/TrimBox", page.trimbox), ("/BleedBox", page.bleedbox)):
                if box != page.mediabox:
                    ends = box.left + right, box.bottom + up, box.right + right, box.top + up
                    page[NameObject(name)] = RectangleObject(ends)
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()
