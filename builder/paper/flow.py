"""The one flowable for all text on the page: body, cells, labels, headers.

It is broken into lines once for a width, splits over pages without leaving a
single line behind or taking one along, and is written by `show`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from builder.paper.parting import LINES as BETWEEN_LINES
from builder.paper.parting import At, Cut
from builder.paper.setting import Drawn, Paragraph, Setting
from builder.paper.show import Part, draw
from builder.paper.spaced import Spaced
from builder.text.fill import broken
from builder.text.lines import Atom, Text

Measure = Literal["longest_word", "narrowest", "widest_letter"]
LINES = "lines"


class Flow(Spaced):
    """A paragraph, or the part of one that stands on a page."""

    def __init__(self, paragraph: Paragraph, lines: list[list[Atom]] | None = None) -> None:
        super().__init__()
        self.width = self.broken_at = -1.0
        self.start = 0
        self.paragraph = paragraph
        self._lines = lines
        self._fixed = lines is not None
        self.first = True
        self.goes_on = False
        self.before = paragraph.setting.before
        self.after = paragraph.setting.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._lines is None or (self.width != width and not self._fixed):
            self._lines = lines_of(self.paragraph, width)
            self.broken_at = width
        self.width = width
        self.height = len(self._lines) * self.paragraph.leading
        return width, self.height

    def recoloured(self, setting: Setting) -> Flow:
        """The same words of the same element, set otherwise."""
        return Flow(replace(self.paragraph, setting=setting))

    def natural_width(self) -> float:
        """The width of the text on one line, in points."""
        text = self.paragraph.room or self.paragraph.text
        return sum(atom.width + atom.space for atom in text.atoms) * self._em

    def longest_word(self) -> float:
        """The width of the widest thing no line may break, in points."""
        return self._measured("longest_word")

    def narrowest(self) -> float:
        """The same where words are broken at soft hyphens, and addresses after their signs."""
        return self._measured("narrowest")

    def widest_letter(self) -> float:
        """The width of the widest letter, in points: no column can be narrower."""
        return self._measured("widest_letter")

    @property
    def _em(self) -> float:
        """A thousandth of an em, in points."""
        return self.paragraph.setting.size / 1000

    def _measured(self, measure: Measure) -> float:
        widest = measured(self.paragraph, measure, reserved(self.paragraph, measure))
        return self.paragraph.answer(measure, 0, widest) * self._em

    def leads(self) -> bool:
        runs = self.paragraph.runs
        return bool(runs) and runs[-1].text.rstrip().endswith(":")

    def cuts(self) -> Iterator[Cut]:
        """Between its lines, two of which stay together at least on either side."""
        lines, leading = len(self._lines or ()), self.paragraph.leading
        for above in range(2, lines - 1):
            yield Cut(above * leading, (lines - above) * leading, BETWEEN_LINES, (above,))

    def _parts(self, at: At) -> tuple[Flow, Flow]:
        lines, (fit,) = self._lines or [], at
        above, below = Flow(self.paragraph, lines[:fit]), Flow(self.paragraph, lines[fit:])
        above.start, below.start = self.start, self.start + fit
        above.broken_at = below.broken_at = self.broken_at
        above.first, below.first = self.first, False
        above.goes_on, below.goes_on = bool(lines[fit][0].space), self.goes_on
        return above, below

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draws with its lower left corner at (x, y) in points of the page."""
        part = Part(self._lines or [], self.first, self.goes_on)
        slot = self.paragraph.slot
        if slot is None:
            draw(canvas, self.paragraph, part, x, y, self.width)
            return
        with canvas.own() as own:
            draw(canvas, self.paragraph, part, x, y, self.width)
        where = (self.start, len(part.lines), self.first, self.goes_on, x, y, self.width)
        slot.drawn.append(Drawn(self.paragraph, self.broken_at, *where, own))


def lines_of(paragraph: Paragraph, width: float) -> list[list[Atom]]:
    """The lines of a paragraph at a width in points."""
    lines = broken(paragraph.text, width * 1000 / paragraph.setting.size)
    paragraph.answer(LINES, width, len(lines))
    return lines


def measured(paragraph: Paragraph, measure: str, least: float) -> float:
    """A measure of a text, or what is `reserved` for any if that is more."""
    return max(least, _measure(paragraph.text, measure))


def reserved(paragraph: Paragraph, measure: str) -> float:
    """The same measure of the stand-in of a text, in thousandths of an em; 0 for none."""
    if paragraph.room is None:
        return 0.0
    if measure not in paragraph.reserves:
        paragraph.reserves[measure] = _measure(paragraph.room, measure)
    return paragraph.reserves[measure]


def _measure(text: Text, measure: str) -> float:
    if measure == "longest_word":
        return max((atom.width for atom in text.atoms), default=0)
    if measure == "narrowest":
        return max((text.narrowest(atom) for atom in text.atoms), default=0)
    return text.widest_letter
