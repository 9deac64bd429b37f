"""The one flowable for all text on the page: body, cells, labels, headers.

It is broken into lines once for a width, splits over pages without leaving a
single line behind or taking one along, and is written by `show`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportlab.platypus import Flowable

from builder.paper.setting import Paragraph, Setting
from builder.paper.show import Part, draw
from builder.paper.spaced import Spaced
from builder.text.fill import broken
from builder.text.lines import Atom


class Flow(Spaced):
    """A paragraph, or the part of one that stands on a page."""

    def __init__(self, paragraph: Paragraph, lines: list[list[Atom]] | None = None) -> None:
        super().__init__()
        self.width = -1.0
        self.paragraph = paragraph
        self._lines = lines
        self._fixed = lines is not None
        self.first = True
        self.goes_on = False
        self.before = paragraph.setting.before
        self.after = paragraph.setting.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._lines is None or (self.width != width and not self._fixed):
            self._lines = broken(self.paragraph.text, width * 1000 / self.paragraph.setting.size)
        self.width = width
        self.height = len(self._lines) * self.paragraph.leading
        return width, self.height

    def recoloured(self, setting: Setting) -> Flow:
        """The same words of the same element, set otherwise."""
        return Flow(replace(self.paragraph, setting=setting))

    def natural_width(self) -> float:
        """The width of the text on one line, in points."""
        total = sum(atom.width + atom.space for atom in self.paragraph.text.atoms)
        return total * self.paragraph.setting.size / 1000

    def longest_word(self) -> float:
        """The width of the widest thing no line may break, in points."""
        widest = max((atom.width for atom in self.paragraph.text.atoms), default=0)
        return widest * self.paragraph.setting.size / 1000

    def narrowest(self) -> float:
        """The same where words are broken at soft hyphens, and addresses after their signs."""
        text = self.paragraph.text
        widest = max((text.narrowest(atom) for atom in text.atoms), default=0)
        return widest * self.paragraph.setting.size / 1000

    def widest_letter(self) -> float:
        """The width of the widest letter, in points: no column can be narrower."""
        return self.paragraph.text.widest_letter() * self.paragraph.setting.size / 1000

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two parts, or nothing when the text should move on as a whole.

        At least two lines stay behind and two go on.
        """
        self.wrap(width, height)
        lines = self._lines or []
        fit = int((height + 0.01) // self.paragraph.leading)
        if fit >= len(lines):
            return [self]
        fit = min(fit, len(lines) - 2)
        if fit < 2:
            return []
        above, below = Flow(self.paragraph, lines[:fit]), Flow(self.paragraph, lines[fit:])
        above.first, below.first = self.first, False
        above.goes_on, below.goes_on = bool(lines[fit][0].space), self.goes_on
        above.before, above.after = self.before, 0
        below.before, below.after = 0, self.after
        for part in (above, below):
            part.wrap(width, height)
        return [above, below]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draws with its lower left corner at (x, y) in points of the page."""
        part = Part(self._lines or [], self.first, self.goes_on)
        draw(canvas, self.paragraph, part, x, y, self.width)
