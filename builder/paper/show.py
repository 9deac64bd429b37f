"""Writes the lines of a paragraph into a page: glyphs, marks, rules under links and blanks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.caches import remembered
from builder.paper.setting import Paragraph
from builder.text.bidi import visual
from builder.text.faces import Face
from builder.text.lines import MIXED, Line
from builder.text.shape import Word

if TYPE_CHECKING:
    from builder.pdf.own import Surface
    from builder.pdf.tags import Element


EDIT_LEVEL = {"added": -0.14, "removed": 0.25}  # of the size, above the baseline


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
    canvas: Surface, paragraph: Paragraph, part: Part, x: float, y: float, width: float
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
    decorated = any(run.href or run.blank or run.edit for run in paragraph.runs)
    turned = paragraph.text.turned
    for number, line in enumerate(lines):
        room = width - _width(line, setting.size) if setting.rtl or setting.centred else 0
        start = x + (room / 2 if setting.centred else room)
        last = number + 1 == len(lines)
        after = part.goes_on if last else bool(lines[number + 1][0].space)
        level = line[0].level if turned and all(a.level == line[0].level for a in line) else MIXED
        straight = not turned or level == setting.rtl
        placed = list(_placed(line, start, setting.size)) if decorated or not straight else []
        if not straight:
            writer.turned(placed, baseline, after)
        elif setting.rtl:
            writer.line(line, start + _width(line, setting.size), baseline, after)
        else:
            writer.line(line, start, baseline, after)
        if decorated:
            fill = (x, x + width) if last and not (part.goes_on or setting.centred) else None
            writer.decorate(placed, baseline, fill)
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
    for index in visual(bytes(item[2] for item in items)):
        starts[index] = x
        x += items[index][3] * size / 1000
    for (word, run, level, width), start in zip(items, starts, strict=True):
        yield Placed(word, run, level, start, start + width * size / 1000)


class _Writer:
    """Writes one paragraph's lines as a single text object, marks and all."""

    def __init__(self, canvas: Surface, paragraph: Paragraph) -> None:
        self.canvas, self.paragraph = canvas, paragraph
        self.code: list[str] = ["BT"]
        self.shown: list[str] = []
        self.rules: list[str] = []
        self.element: Element | None = None
        self.face: Face | None = None
        self.run = -1
        self.colour = ""
        self.rise = 0.0
        self.pen = math.inf
        self.reversed = False

    def line(self, line: Line, x: float, y: float, space_after: bool) -> None:
        """A line in one direction that begins at `x`. A space ends it where a word does.

        Its text goes on with the next line's: word breaks are told by
        characters, not by position (ISO 32000-1, 14.8.2.5).
        """
        self._at(x, y)
        words: list[Word] = []
        rtl = line[0].pieces[0].word.rtl
        spaces = [*(bool(atom.space) for atom in line[1:]), space_after]
        for (_, _, pieces, *_), spaced in zip(line, spaces, strict=True):
            for word, run, _ in pieces:
                words.append(word)
                if run != self.run:
                    self._reverse(False)
                    self._enter(run)
                if rtl:
                    self._reverse(True)
                self._show(word, spaced=spaced and word is pieces[-1].word)
        self._reverse(False)
        self.canvas.use(words)

    def turned(self, line: Sequence[Placed], y: float, space_after: bool) -> None:
        """A line with words from right to left, in reading order, each put where it stands.

        Their strings are marked as reversed (ISO 32000-1, 14.8.2.3.3).
        """
        self.pen = math.inf
        for number, item in enumerate(line):
            if item.word is None:
                continue
            following = line[number + 1] if number + 1 < len(line) else None
            spaced = space_after if following is None else following.word is None
            apart = following is not None and following.level != item.level
            self._item(item, y, spaced=spaced and not apart)
            if spaced and apart and following:  # it stands on the other side
                self._reverse(False)
                self._at(following.start, y)
                self._turn(item.word.face, 0.0)
                self.shown.append(item.word.face.space_on)
                self.pen = math.inf
            elif spaced and following:
                self.pen = following.start if item.word.rtl else following.end
        self._reverse(False)
        self.canvas.use(item.word for item in line if item.word)

    def _item(self, item: Placed, y: float, *, spaced: bool) -> None:
        """One word at its place; one from right to left begins at its right edge."""
        word = item.word
        assert word
        begin, end = (item.end, item.start) if word.rtl else (item.start, item.end)
        if item.run != self.run:
            self._reverse(False)
            self._enter(item.run)
        self._reverse(word.rtl)
        if abs(self.pen - begin) > 0.01:
            self._at(begin, y)
        self._show(word, spaced=spaced)
        self.pen = end

    def _reverse(self, wanted: bool) -> None:
        if wanted != self.reversed:
            self._flush()
            self.code.append("/ReversedChars BMC" if wanted else "EMC")
            self.reversed = wanted

    def _at(self, x: float, y: float) -> None:
        self._flush()
        self.code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def _show(self, word: Word, *, spaced: bool) -> None:
        """A word's glyphs, with its text where they do not give it back, and the space after it."""
        if word.simple:
            face, rise, operand, _ = word.shows[0][1][0]
            if face is not self.face or rise != self.rise:
                self._turn(face, rise)
            if not spaced:
                self.shown.append(operand)
            elif word.spaced:
                self.shown.append(word.spaced)
            else:
                self.shown.append(operand)
                self._space(word)
            return
        self._flush()
        first = word.shows[0][1][0].face
        if first is not self.face or self.rise:
            self._turn(first, 0.0)
        inside = spaced and not word.rtl
        self.code.append(coded(word, self.paragraph.setting.size, inside))
        if len(word.faces) > 1:
            self.face = word.shows[-1][1][-1].face
            for face in word.faces:
                self.canvas.font(face)
        if spaced and not inside:
            self._space(word)

    def _space(self, word: Word) -> None:
        """The space after a word, on the side where the text goes on."""
        face = word.face
        if face is not self.face or self.rise:
            self._turn(face, 0.0)
        self.shown.append(face.space_back if word.rtl else face.space_on)

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
            # Some readers turn a string round, some all that one operator shows: one string each.
            between = "] TJ\n[" if self.reversed else ""
            self.code.append(f"[{between.join(self.shown).replace('><', '')}] TJ")
            self.shown.clear()

    def decorate(self, line: Sequence[Placed], y: float, fill: tuple[float, float] | None) -> None:
        """The rules of links, write-in places and edits, and the links themselves.

        A place to write in that ends the text goes on to the end of the room, `fill`.
        """
        runs = self.paragraph.runs
        spans: list[tuple[int, float, float]] = []
        for item in sorted(line, key=lambda placed: placed.start):
            if item.word is None:
                continue
            if spans and spans[-1][0] == item.run:
                spans[-1] = (item.run, spans[-1][1], item.end)
            else:
                spans.append((item.run, item.start, item.end))
        if fill and runs[-1].blank and not runs[-1].href:
            spans = [self._filled(each, fill) for each in spans]
        for run, start, end in spans:
            if runs[run].href or runs[run].blank:
                self._under(run, start, end, y)
            if runs[run].edit:
                # Struck through at half the height of small letters, or underlined.
                level = y + self.paragraph.setting.size * EDIT_LEVEL[runs[run].edit]
                stroke = f"{self.paragraph.setting.colour} RG 0.8 w"
                self.rules.append(f"{stroke} {start:.2f} {level:.2f} m {end:.2f} {level:.2f} l S")

    def _filled(
        self, span: tuple[int, float, float], fill: tuple[float, float]
    ) -> tuple[int, float, float]:
        run, start, end = span
        if run != len(self.paragraph.runs) - 1:
            return span
        return (run, fill[0], end) if self.paragraph.setting.rtl else (run, start, fill[1])

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
            self.canvas.link(self.paragraph.link_of(index), box, run.href)

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


@remembered
def coded(word: Word, size: float, spaced: bool) -> str:
    """The operators that show a word of several parts; they begin and end without a rise.

    The space after a `spaced` one is part of its text: PDFium forgets a space
    that ends a line where it follows a text that was given.
    """
    code: list[str] = []
    face, rise, scale = word.shows[0][1][0].face, 0.0, 1.0
    for actual, shows in word.shows:
        if actual is not None:
            text = (actual + " " * spaced).encode("utf-16-be").hex()
            code.append(f"/Span <</ActualText <FEFF{text}>>> BDC")
        for show in shows:
            if show.face is not face or show.scale != scale:
                face, scale = show.face, show.scale
                code.append(f"/{face.resource} {size * scale:g} Tf")
            if show.rise != rise:
                rise = show.rise
                code.append(f"{rise * size / 1000:.4g} Ts")
            code.append(f"[{show.operand}] TJ")
        if spaced:
            code += _level(face, rise, scale, size)
            code.append(f"{word.face.space_on} Tj")
            rise, scale = 0.0, 1.0
        if actual is not None:
            code.append("EMC")
    return "\n".join([*code, *_level(face, rise, scale, size)])


def _level(face: Face, rise: float, scale: float, size: float) -> list[str]:
    """The operators that lead back to the line and to its size."""
    back = [f"/{face.resource} {size:g} Tf"] if scale != 1 else []
    return [*(["0 Ts"] if rise else []), *back]
