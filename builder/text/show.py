"""Writes the lines of a paragraph into a page: glyphs, marks, rules under links and blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.text.faces import Face
from builder.text.lines import Line
from builder.text.paragraph import Paragraph

if TYPE_CHECKING:
    from builder.pdf.canvas import TaggedCanvas
    from builder.pdf.tags import Element


@dataclass(frozen=True)
class Part:
    """The lines of a paragraph on one page; `goes_on` when a space leads on to the next part."""

    lines: Sequence[Line]
    first: bool
    goes_on: bool


def draw(
    canvas: TaggedCanvas, paragraph: Paragraph, part: Part, x: float, y: float, width: float
) -> None:
    """Writes lines of a paragraph; the last one's box stands on `y`."""
    setting, lines = paragraph.setting, part.lines
    top = y + len(lines) * setting.leading
    if part.first and paragraph.bookmark:
        canvas.bookmark(*paragraph.bookmark, top)
    if part.first and paragraph.place:
        canvas.place(paragraph.place, x, top)
    if not lines:
        return
    baseline = top - setting.baseline
    writer = _Writer(canvas, paragraph)
    decorated = any(run.href or run.blank for run in paragraph.runs)
    for number, line in enumerate(lines):
        start = x + (width - _width(line, setting.size)) / 2 if setting.centred else x
        last = number + 1 == len(lines)
        after = part.goes_on if last else bool(lines[number + 1][0].space)
        writer.line(line, start, baseline, after)
        if decorated:
            writer.decorate(line, start, baseline)
        baseline -= setting.leading
    writer.close()


def _width(line: Line, size: float) -> float:
    """The width of a line in points, without the space before its first word."""
    return (sum(a.width + a.space for a in line) - line[0].space) * size / 1000


class _Writer:
    """Writes one paragraph's lines as a single text object, marks and all."""

    def __init__(self, canvas: TaggedCanvas, paragraph: Paragraph) -> None:
        self.canvas, self.paragraph = canvas, paragraph
        self.code: list[str] = ["BT"]
        self.shown: list[str] = []
        self.rules: list[str] = []
        self.element: Element | None = None
        self.face: Face | None = None
        self.run = -1
        self.colour = ""
        self.rise = 0.0

    def line(self, line: Line, x: float, y: float, space_after: bool) -> None:
        """One line. A space ends it where a word does: its text goes on with the next line's.

        ISO 32000-1, 14.8.2.5: word breaks are told by characters, not by position.
        """
        self._flush()
        self.code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        shown = self.shown
        words = []
        for number, (_, space, pieces) in enumerate(line):
            if space and number:
                self._space()
            for word, run in pieces:
                words.append(word)
                if run != self.run:
                    self._enter(run)
                if word.actual is not None:
                    self._actual(word.actual)
                for face, rise, operand in word.parts:
                    if face is not self.face or rise != self.rise:
                        self._turn(face, rise)
                    shown.append(operand)
                if word.actual is not None:
                    self._flush()
                    self.code.append("EMC")
        if space_after:
            self._space()
        self.canvas.use(words)

    def _space(self) -> None:
        face = self.face or self.paragraph.setting.regular[0]
        if self.rise:
            self._turn(face, 0.0)
        self.shown.append(f"<{face.space:04X}>")

    def _actual(self, text: str) -> None:
        self._flush()
        self.code.append(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex()}>>> BDC")

    def _enter(self, run: int) -> None:
        """Changes to another run: its element, its colour."""
        self.run = run
        element = self.paragraph.element_of(run)
        setting = self.paragraph.setting
        if element is not self.element:
            self._flush()
            if self.element is not None:
                self.code.append("EMC")
            self.code.append(self.canvas.open(element))
            self.element = element
        href = self.paragraph.runs[run].href
        linked = bool(href) and not href.startswith("#")
        colour = setting.link_colour if linked else setting.colour
        if colour != self.colour:
            self._flush()
            self.code.append(f"{colour} rg")
            self.colour = colour

    def _turn(self, face: Face, rise: float) -> None:
        """Changes the face or the rise of what follows."""
        self._flush()
        size = self.paragraph.setting.size
        if face is not self.face:
            self.code.append(f"/{self.canvas.font(face)} {size:g} Tf")
            self.face = face
        if rise != self.rise:
            self.code.append(f"{rise * size / 1000:.3f} Ts")
            self.rise = rise

    def _flush(self) -> None:
        if self.shown:
            self.code.append(f"[{''.join(self.shown).replace('><', '')}] TJ")
            self.shown.clear()

    def decorate(self, line: Line, x: float, y: float) -> None:
        """The rules under links and write-in places, and the links themselves."""
        setting, runs = self.paragraph.setting, self.paragraph.runs
        size = setting.size / 1000
        spans: list[tuple[int, float, float]] = []
        for number, (_, space, pieces) in enumerate(line):
            x += space * size if number else 0
            for word, run in pieces:
                end = x + word.width * size
                if spans and spans[-1][0] == run:
                    spans[-1] = (run, spans[-1][1], end)
                else:
                    spans.append((run, x, end))
                x = end
        for run, start, end in spans:
            href = runs[run].href
            if runs[run].blank or (href and not href.startswith("#")):
                thickness, drop = (0.8, 0.18) if runs[run].blank else (0.7, 0.14)
                level = y - setting.size * drop
                colour = setting.colour if runs[run].blank else setting.link_colour
                stroke = f"{colour} RG {thickness} w"
                self.rules.append(f"{stroke} {start:.2f} {level:.2f} m {end:.2f} {level:.2f} l S")
            if href:
                box = (start, y - setting.size * 0.3, end, y + setting.size * 0.9)
                self.canvas.link(self.paragraph.element_of(run), box, href)

    def close(self) -> None:
        self._flush()
        if self.rise:
            self.code.append("0 Ts")
        if self.element is not None:
            self.code.append("EMC")
        self.code.append("ET")
        self.canvas.put_marked("\n".join(self.code))
        if self.rules:
            self.canvas.paint("\n".join(self.rules))
