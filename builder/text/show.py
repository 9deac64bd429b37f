"""Writes the lines of a paragraph into a page: glyphs, marks, rules under links and blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.text.bidi import visual
from builder.text.faces import Face
from builder.text.lines import Line
from builder.text.paragraph import Paragraph
from builder.text.shape import Word

if TYPE_CHECKING:
    from builder.pdf.canvas import TaggedCanvas
    from builder.pdf.tags import Element


@dataclass(frozen=True)
class Part:
    """The lines of a paragraph on one page; `goes_on` when a space leads on to the next part."""

    lines: Sequence[Line]
    first: bool
    goes_on: bool


class Placed(NamedTuple):
    """A word of a line, or a space (no word): its run, where it begins and ends, in points."""

    word: Word | None
    run: int
    level: int
    start: float
    end: float


def draw(
    canvas: TaggedCanvas, paragraph: Paragraph, part: Part, x: float, y: float, width: float
) -> None:
    """Writes lines of a paragraph; the last one's box stands on `y`."""
    setting, lines = paragraph.setting, part.lines
    top = y + len(lines) * paragraph.leading
    if part.first and paragraph.bookmark:
        canvas.bookmark(*paragraph.bookmark, top)
    if part.first and paragraph.place:
        canvas.place(paragraph.place, x, top)
    if not lines:
        return
    baseline = top - paragraph.baseline
    writer = _Writer(canvas, paragraph)
    decorated = any(run.href or run.blank for run in paragraph.runs)
    turned = paragraph.text.turned
    for number, line in enumerate(lines):
        room = width - _width(line, setting.size) if setting.rtl or setting.centred else 0
        start = x + (room / 2 if setting.centred else room)
        last = number + 1 == len(lines)
        after = part.goes_on if last else bool(lines[number + 1][0].space)
        placed = list(_placed(line, start, setting.size)) if turned or decorated else []
        if turned:
            writer.turned(placed, baseline, after)
        else:
            writer.line(line, start, baseline, after)
        if decorated:
            writer.decorate(placed, baseline)
        baseline -= paragraph.leading
    writer.close()


def _width(line: Line, size: float) -> float:
    """The width of a line in points, without the space before its first word."""
    return (sum(a.width + a.space for a in line) - line[0].space) * size / 1000


def _placed(line: Line, x: float, size: float) -> Iterator[Placed]:
    """The words and spaces of a line in reading order, each where it stands (UAX #9, L2)."""
    items: list[tuple[Word | None, int, int, float]] = []
    for number, atom in enumerate(line):
        if atom.space and number:
            items.append((None, atom.pieces[0].run, atom.space_level, atom.space))
        items += [(word, run, level, word.width) for word, run, level in atom.pieces]
    starts = [0.0] * len(items)
    for index in visual([item[2] for item in items]):
        starts[index] = x
        x += items[index][3] * size / 1000
    for (word, run, level, width), start in zip(items, starts, strict=True):
        yield Placed(word, run, level, start, start + width * size / 1000)


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
        """A line from left to right. A space ends it where a word does.

        Its text goes on with the next line's: word breaks are told by
        characters, not by position (ISO 32000-1, 14.8.2.5).
        """
        self._flush()
        self.code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        words: list[Word] = []
        for number, (_, space, pieces, _) in enumerate(line):
            if space and number:
                self._space(words[-1].face)
            for word, run, _ in pieces:
                words.append(word)
                if run != self.run:
                    self._enter(run)
                self._show(word)
        if space_after:
            self._space(words[-1].face)
        self.canvas.use(words)

    def turned(self, line: Sequence[Placed], y: float, space_after: bool) -> None:
        """A line with words from right to left, in reading order, each put where it stands.

        Strings of such a word are marked as reversed (ISO 32000-1, 14.8.2.3.3).
        """
        for number, item in enumerate(line):
            if item.word is None:
                continue
            following = line[number + 1] if number + 1 < len(line) else None
            spaced = space_after if following is None else following.word is None
            joined = following is None or following.level == item.level
            self._item(item, y, space=spaced and joined)
            if spaced and not joined and following:
                self._at(following.start, y)
                self._space(item.word.face)
        self.canvas.use(item.word for item in line if item.word)

    def _item(self, item: Placed, y: float, *, space: bool) -> None:
        """One word at its place, with the space after it."""
        assert item.word
        word = item.word
        if item.run != self.run:
            self._enter(item.run)
        if not word.rtl:
            self._at(item.start, y)
            self._show(word)
            if space:
                self._space(word.face)
            return
        self._flush()
        self.code.append("/ReversedChars BMC")
        scale = self.paragraph.setting.size / 1000
        for actual, shows in word.shows:
            self._open_text(actual)
            for face, rise, operand, offset in shows:
                self._turn(face, rise)
                self._at(item.start + offset * scale, y)
                self.shown.append(operand)
            self._close_text(actual)
        if space:
            self._turn(word.face, 0.0)
            self._at(item.start - word.face.space_width * scale, y)
            self._space(word.face)
            self._flush()
        self.code.append("EMC")

    def _at(self, x: float, y: float) -> None:
        self._flush()
        self.code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def _show(self, word: Word) -> None:
        """A word's glyphs, with its text where they do not give it back."""
        for actual, shows in word.shows:
            if actual is not None:
                self._open_text(actual)
            for face, rise, operand, _ in shows:
                if face is not self.face or rise != self.rise:
                    self._turn(face, rise)
                self.shown.append(operand)
            if actual is not None:
                self._close_text(actual)

    def _open_text(self, actual: str | None) -> None:
        self._flush()
        if actual is not None:
            text = actual.encode("utf-16-be").hex()
            self.code.append(f"/Span <</ActualText <FEFF{text}>>> BDC")

    def _close_text(self, actual: str | None) -> None:
        self._flush()
        if actual is not None:
            self.code.append("EMC")

    def _space(self, face: Face) -> None:
        """The space after a word, in the face of its last letter."""
        if face is not self.face or self.rise:
            self._turn(face, 0.0)
        self.shown.append(f"<{face.space:04X}>")

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

    def decorate(self, line: Sequence[Placed], y: float) -> None:
        """The rules under links and write-in places, and the links themselves."""
        runs = self.paragraph.runs
        spans: list[tuple[int, float, float]] = []
        for item in sorted(line, key=lambda placed: placed.start):
            if item.word is None:
                continue
            if spans and spans[-1][0] == item.run:
                spans[-1] = (item.run, spans[-1][1], item.end)
            else:
                spans.append((item.run, item.start, item.end))
        for run, start, end in spans:
            if runs[run].href or runs[run].blank:
                self._under(run, start, end, y)

    def _under(self, index: int, start: float, end: float, y: float) -> None:
        setting, run = self.paragraph.setting, self.paragraph.runs[index]
        if run.blank or not run.href.startswith("#"):
            thickness, drop = (0.8, 0.18) if run.blank else (0.7, 0.14)
            level = y - setting.size * drop
            colour = setting.colour if run.blank else setting.link_colour
            stroke = f"{colour} RG {thickness} w"
            self.rules.append(f"{stroke} {start:.2f} {level:.2f} m {end:.2f} {level:.2f} l S")
        if run.href:
            box = (start, y - setting.size * 0.3, end, y + setting.size * 0.9)
            self.canvas.link(self.paragraph.element_of(index), box, run.href)

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
