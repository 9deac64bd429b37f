"""The one flowable for all text on the page: body, cells, labels, headers.

It is broken into lines once for a width, splits over pages without leaving a
single line behind or taking one along, and writes its glyphs straight into the
page with the marks of its element.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from builder.inline import Run
from builder.text.faces import Face, Stack
from builder.text.lines import Atom, Line, atoms, broken
from builder.text.shape import shaper
from builder.text.spaced import Spaced

if TYPE_CHECKING:
    from builder.pdf.canvas import TaggedCanvas
    from builder.pdf.tags import Element


@dataclass(frozen=True)
class Setting:
    """How a flow is set: lengths in points, `colour` as the operands of `rg`."""

    size: float
    leading: float
    regular: Stack
    bold: Stack
    language: str
    colour: str
    link_colour: str
    before: float = 0
    after: float = 0
    centred: bool = False

    @property
    def baseline(self) -> float:
        """How far below the top of its line a baseline lies: the x-height band is centred."""
        metrics = self.regular[0].metrics
        middle = (metrics["cap"] / 2) * self.size / 1000
        return self.leading / 2 + middle


@dataclass
class Paragraph:
    """What the parts of a split flow share: the text, its element, its inline elements."""

    runs: tuple[Run, ...]
    setting: Setting
    element: Element
    elements: dict[int, Element] = field(default_factory=dict)
    made: list[Atom] | None = None
    bookmark: tuple[int, str] | None = None
    place: str = ""

    def atoms(self) -> list[Atom]:
        if self.made is None:
            setting = self.setting
            self.made = atoms(self.runs, setting.regular, setting.bold, setting.language)
        return self.made

    def element_of(self, index: int) -> Element:
        """The element a run belongs to: the paragraph's own, or one for each link."""
        run = self.runs[index]
        if not run.href:
            return self.element
        if index not in self.elements:
            before = index - 1
            if before >= 0 and self.runs[before].href == run.href and before in self.elements:
                self.elements[index] = self.elements[before]
            else:
                named = self.element.span("Link", title=run.text)
                self.elements[index] = named
        return self.elements[index]


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
            p = self.paragraph
            s = p.setting
            shapers = shaper(s.regular, s.language), shaper(s.bold, s.language)
            self._lines = broken(p.atoms(), width * 1000 / s.size, p.runs, shapers)
        self.width = width
        self.height = len(self._lines) * self.paragraph.setting.leading
        return width, self.height

    def natural_width(self) -> float:
        """The width of the text on one line, in points."""
        total = sum(atom.width + atom.space for atom in self.paragraph.atoms())
        return total * self.paragraph.setting.size / 1000

    def longest_word(self) -> float:
        """The width of the widest thing no line may break, in points."""
        widest = max((atom.width for atom in self.paragraph.atoms()), default=0)
        return widest * self.paragraph.setting.size / 1000

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two parts, or nothing when the text should move on as a whole.

        At least two lines stay behind and two go on.
        """
        self.wrap(width, height)
        lines = self._lines or []
        fit = int((height + 0.01) // self.paragraph.setting.leading)
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
