"""The printer's copy: sheets with pages in their places, cut marks, and the size they are cut to.

It is for paper only: it has no tags, and says so in its title. The reader's copy stays as it is.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
)

from builder.paper.sheet import POINTS
from builder.print.slots import Box, Cell, Paper, Side
from builder.print.source import Pages, Source, reading

NEAR = 0.004  # sizes that differ by less are the same: A5 is not quite half of A4
MARK, AWAY = 4 * POINTS, 2 * POINTS  # how long a cut mark is, how far from the cut


@dataclass(frozen=True)
class Look:
    """How pages stand in their slots: whether they are cut there, and how far bleed reaches."""

    title: str
    cut: bool = False


def scale_in(slot: Box, width: float, height: float) -> float:
    """By how much a page is made smaller to fit a slot; it is never made larger."""
    least = min(slot.width / width, slot.height / height)
    return 1.0 if least > 1 - NEAR else least


def written(pages: Pages, sides: Sequence[Side], paper: Paper, look: Look) -> bytes:
    """The sheets as a PDF. Raises Unprintable."""
    writer = pages.writer
    with reading():
        for side in sides:
            page = writer.add_blank_page(paper.width, paper.height)
            _fill(page, side, pages.each, paper, look, writer)
        describe(writer, paper, look.title)
        file = io.BytesIO()
        writer.write(file)
        return file.getvalue()


def _fill(
    page: PageObject, side: Side, sources: Sequence[Source], paper: Paper, look: Look,
    writer: PdfWriter,
) -> None:  # fmt: skip
    code: list[str] = []
    forms = DictionaryObject()
    bleed = 0.0
    for cell in side.cells:
        one = sources[cell.page]
        name = f"P{cell.page + 1}"
        forms[NameObject(f"/{name}")] = one.form
        bleed = max(bleed, one.bleed if look.cut else 0.0)
        code.append(_placed(cell, one, name, clipped=not look.cut))
    if look.cut:
        code += _marks(side.slots, max(bleed, AWAY))
    content = DecodedStreamObject()
    content.set_data("\n".join(code).encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    whole = Box(0, 0, paper.width, paper.height)
    trim = Box.round(side.slots) if look.cut else whole
    for name, box in (
        ("/MediaBox", whole), ("/CropBox", whole), ("/TrimBox", trim),
        ("/BleedBox", trim.grown(bleed).within(whole)),
    ):  # fmt: skip
        page[NameObject(name)] = RectangleObject((box.left, box.bottom, box.right, box.top))


def _placed(cell: Cell, one: Source, name: str, *, clipped: bool) -> str:
    """A page in the middle of its slot. Where slots meet, nothing reaches into the next one."""
    box = cell.box
    scale = scale_in(box, one.width, one.height)
    left = box.left + (box.width - one.width * scale) / 2 + cell.shift
    bottom = box.bottom + (box.height - one.height * scale) / 2
    matrix = f"{scale:.5f} 0 0 {scale:.5f} {left:.3f} {bottom:.3f}"
    if cell.turned:
        right, top = left + one.width * scale, bottom + one.height * scale
        matrix = f"{-scale:.5f} 0 0 {-scale:.5f} {right:.3f} {top:.3f}"
    clip = ""
    if clipped:
        clip = f"{box.left:.3f} {box.bottom:.3f} {box.width:.3f} {box.height:.3f} re W n "
    return f"q {clip}{matrix} cm /{name} Do Q"


def _marks(slots: Sequence[Box], away: float) -> list[str]:
    """Lines at the ends of every cut, in the waste round all slots and nowhere else."""
    whole = Box.round(slots)
    lines = []
    for x in sorted({edge for box in slots for edge in (box.left, box.right)}):
        for start, end in ((whole.bottom - away, -MARK), (whole.top + away, MARK)):
            lines.append(f"{x:.3f} {start:.3f} m {x:.3f} {start + end:.3f} l")
    for y in sorted({edge for box in slots for edge in (box.bottom, box.top)}):
        for start, end in ((whole.left - away, -MARK), (whole.right + away, MARK)):
            lines.append(f"{start:.3f} {y:.3f} m {start + end:.3f} {y:.3f} l")
    return ["q 0.25 w 0 G", *lines, "S Q"]


def describe(writer: PdfWriter, paper: Paper, title: str) -> None:
    """What office viewers do by themselves: print at full size, and turn the paper rightly over."""
    edge = "/DuplexFlipShortEdge" if paper.edge == "short" else "/DuplexFlipLongEdge"
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject({
        NameObject("/PrintScaling"): NameObject("/None"),
        NameObject("/Duplex"): NameObject(edge),
        NameObject("/DisplayDocTitle"): BooleanObject(True),
    })  # fmt: skip
    writer.add_metadata({"/Title": title, "/Producer": "handouts"})
