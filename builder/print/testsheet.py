"""A sheet that shows how far a printer sets backs off, what it cannot reach, what size it prints.

Its words are outlines of glyphs, so that nothing depends on the fonts of a printer.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from builder.model.printer import Offset
from builder.paper.sheet import POINTS
from builder.print.backs import moved
from builder.print.printers_copy import describe
from builder.print.slots import Paper
from builder.print.wanted import PaperName
from builder.project import bundled
from builder.text.faces import Face, load

MM = POINTS
FURTHEST = 10  # millimetres that a scale shows
RULE = 100  # millimetres
STROKE = re.compile(r"([MLQCZ])([^MLQCZ]*)")
FRONT = (
    "1  Print this on both sides at full size (100 %), turned over on the long edge.",
    "2  The line below must be 100 mm long. If it is not, the printer changes sizes.",
    "3  At each edge, the lowest figure you see is what the printer cannot reach: ‘unprintable’.",
    "4  Turn the sheet over and hold it against the light.",
)
BACK = (
    "5  Both arrows must point the same way. If not, the printer turns paper over on the other",
    "    edge: give it ‘swaps_edges: true’.",
    "6  Read on both scales where the cross of the front shines through: ‘offset: {x: …, y: …}’.",
    "    Add that to the offset above, print this again, and the crosses meet.",
)


def test_sheet(printer: str, offset: Offset, paper: PaperName) -> bytes:
    """The sheet for a printer of that name, with its backs moved by the offset it has so far."""
    on = Paper.of(paper, wide=False, edge="long")
    face = load(bundled("fonts/atkinson-hyperlegible-next/regular.ttf"))
    now = f"offset so far: {{x: {offset.x:g}, y: {offset.y:g}}}"
    writer = PdfWriter()
    for lines in (
        [*_side(face, on, f"Front – {printer}, {paper}", FRONT), *_measures(face, on)],
        [*_side(face, on, f"Back – {now}", BACK), *_scales(face, on)],
    ):
        page = writer.add_blank_page(on.width, on.height)
        content = DecodedStreamObject()
        content.set_data("\n".join(("0 g 0 G", *lines)).encode("ascii"))
        page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    describe(writer, on, f"Test sheet for {printer}, {paper}, turn over on the long edge")
    file = io.BytesIO()
    writer.write(file)
    return moved(file.getvalue(), offset, on)


def _side(face: Face, on: Paper, title: str, lines: tuple[str, ...]) -> Iterator[str]:
    """What both sides have: what they are, what to do, an arrow that points up, the cross."""
    left, top = 25 * MM, on.height - 30 * MM
    yield _text(face, left, top, 20, title)
    for number, line in enumerate(lines):
        yield _text(face, left, top - (12 + 7 * number) * MM, 11, line)
    x, y = on.width - 30 * MM, top - 2 * MM
    yield f"{x - 3 * MM:.3f} {y:.3f} m {x:.3f} {y + 8 * MM:.3f} l {x + 3 * MM:.3f} {y:.3f} l f"
    x, y = on.width / 2, on.height / 2
    arm = 15 * MM
    yield _lines(0.4, (x - arm, y, x + arm, y), (x, y - arm, x, y + arm))


def _measures(face: Face, on: Paper) -> Iterator[str]:
    """A line of 100 mm with its centimetres, and stairs at the edges."""
    yield from _edges(face, on)
    start, y = (on.width - RULE * MM) / 2, 60 * MM
    ticks = [
        (x := start + at * MM, y, x, y + (4 if at % 50 == 0 else 2.5) * MM)
        for at in range(0, RULE + 1, 10)
    ]
    yield _lines(0.6, (start, y, start + RULE * MM, y), *ticks)
    for at in (0, 50, 100):
        yield _text(face, start + at * MM, y - 6 * MM, 10, f"{at} mm", middle=True)


def _edges(face: Face, on: Paper) -> Iterator[str]:
    """Stairs at each edge, a step for each millimetre from it."""
    for step in range(FURTHEST + 1):
        far, along = step * MM, (step - FURTHEST / 2) * 5 * MM
        x, y, half = on.width / 2 + along, on.height / 2 + along, 2 * MM
        yield _lines(
            0.6,
            (x - half, far, x + half, far),
            (x - half, on.height - far, x + half, on.height - far),
            (far, y - half, far, y + half),
            (on.width - far, y - half, on.width - far, y + half),
        )
        for across, up in (
            (x, 13 * MM), (x, on.height - 15 * MM), (14 * MM, y - 1 * MM),
            (on.width - 14 * MM, y - 1 * MM),
        ):  # fmt: skip
            yield _text(face, across, up, 8, f"{step}", middle=True)


def _scales(face: Face, on: Paper) -> Iterator[str]:
    """Two scales through the cross, numbered by how far this side is off where the front shines."""
    x, y = on.width / 2, on.height / 2
    for at in range(-FURTHEST, FURTHEST + 1):
        near, half = at * MM, (2.5 if at % 5 == 0 else 1.2) * MM
        right, up = x + near, y + near
        yield _lines(0.3, (right, y - half, right, y + half), (x - half, up, x + half, up))
        if at % 5 == 0 and at:
            yield _text(face, right, y - 14 * MM, 8, f"{-at}", middle=True)
            yield _text(face, x + 14 * MM, up - 1 * MM, 8, f"{-at}", middle=True)
    yield _text(face, x + 19 * MM, y - 1 * MM, 10, "x", middle=True)
    yield _text(face, x, y + 17 * MM, 10, "y", middle=True)


def _lines(width: float, *each: tuple[float, float, float, float]) -> str:
    drawn = (f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l" for a, b, c, d in each)
    return f"{width} w {' '.join(drawn)} S"


def _text(face: Face, x: float, y: float, size: float, words: str, *, middle: bool = False) -> str:
    """Words as filled outlines, from a place or in the middle of it."""
    steps = [face.advance(face.gid(sign)) for sign in words]
    if middle:
        x -= sum(steps) / 2000 * size
    shapes, at = list[str](), 0.0
    for sign, step in zip(words, steps, strict=True):
        shapes += _shape(face.outline(sign), at)
        at += step
    scale = size / 1000
    return f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm {' '.join(shapes)} f Q"


def _shape(outline: str, right: float) -> Iterator[str]:
    """An outline as operators; a curve with one handle is given two (ISO 32000-1, 8.5.2)."""
    here = (0.0, 0.0)
    for stroke, told in STROKE.findall(outline):
        numbers = [float(each) for each in told.split()]
        places = [(x + right, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if stroke == "Q":
            handle, end = places
            places = [
                (here[0] + (handle[0] - here[0]) * 2 / 3, here[1] + (handle[1] - here[1]) * 2 / 3),
                (end[0] + (handle[0] - end[0]) * 2 / 3, end[1] + (handle[1] - end[1]) * 2 / 3),
                end,
            ]
        operator = {"M": "m", "L": "l", "Q": "c", "C": "c", "Z": "h"}[stroke]
        yield " ".join((*(f"{x:.1f} {y:.1f}" for x, y in places), operator))
        here = places[-1] if places else here
