"""Room to tick and to write in: drawn lines and boxes on paper, form fields in a fillable edition.

A block calls `identified` once, then `tick_box`, `room_to_write` or `labelled` in the order in
which they are read, each after the text they stand with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reportlab.platypus import Flowable

from builder.notation.fieldnames import TEXT, TICK, FieldKind
from builder.paper.boxes import WIDEST as WIDEST_LINES
from builder.paper.boxes import Box, Inset, Painter, Rules, cuts_of_lines
from builder.paper.compose import Composer
from builder.paper.entries import Entry, attributes, entry_of, name_of, tooltip
from builder.paper.flow import Flow
from builder.paper.parting import At, Cut
from builder.paper.sheet import POINTS
from builder.paper.spaced import Spaced
from builder.pdf.fieldfont import LINE as LINE_HEIGHT
from builder.pdf.fieldfont import field_face
from builder.pdf.own import Rect
from builder.pdf.tags import Element, FormField
from builder.source.inline import Rich

SIZE = 12.0  # points in which words are typed, at scale 1 and below
TYPED_LEADING, PADDING = 1.2, 2.0  # between typed lines, in sizes; round them, in points
APART = 1.0  # points between a box to type in and what stands above it
INSIDE = 3.0  # points between a box to type in and the rules of its cell
LINE, TICK_LINE = 0.8, 1.2  # points: of lines to write on, of boxes to tick
EDGE = 1.0  # points, of a box to type in: PDFium draws whole ones when it shows what was typed
WIDEST = 0.75  # of the width: what a label takes at most where its line stands beside it


def identified(page: Composer, kind: str, own: str | None) -> str:
    """The id of an entry: its own, or its kind and a number among those that have none."""
    page.shared.counts[kind] += own is None
    return own or f"{kind}-{page.shared.counts[kind]}"


@dataclass(eq=False)
class Fill:
    """An entry as form fields: one, or one on each of the pages over which it is cut."""

    page: Composer
    entry: Entry
    first: Element
    look: FormField
    _drawn: list[Element] = field(default_factory=list)

    def draw(self, canvas: Any, rect: Rect) -> None:
        """Its next field, over `rect` in points of the page."""
        part, element = len(self._drawn) + 1, self.first
        if self._drawn:
            element = self._drawn[-1].beside("Form", attributes=self.first.attributes)
        name = name_of(self.entry, self.page.handout, part)
        canvas.fill_in(element, rect, replace(self.look, name=name))
        self._drawn.append(element)


def _noted(
    page: Composer,
    kind: FieldKind,
    id: str,
    words: Rich,
    *,
    several: bool = False,
    optional: bool = False,
) -> Fill | None:
    """Notes an entry; in a fillable edition, what draws its fields, of one line or `several`."""
    entry, handout = entry_of(id, kind, words, optional=optional), page.handout
    page.shared.entries.append(entry)
    if not handout.edition.fillable:
        return None
    heard = tooltip(entry, handout)
    element = page.parent.add("Form", attributes=attributes(entry, heard))
    page.shared.origins.append((Rich.plain(heard, words.source), element))
    edge, width = ("line", EDGE) if kind == TEXT else ("primary", TICK_LINE)
    look = FormField("", kind, heard, page.colour(edge), width, page.colour("text"))
    if kind == TEXT:
        face, size = field_face(handout.typefaces), typed_size(page)
        look = replace(look, face=face, size=size, several=several, rtl=page.rtl)
    return Fill(page, entry, element, look)


def typed_size(page: Composer) -> float:
    """The size of words that are typed, in points."""
    return SIZE * max(page.shared.scale, 1)


def least(page: Composer) -> float:
    """The least height of a line, in points: on paper a pen finds its room."""
    return typed_size(page) * LINE_HEIGHT if page.handout.edition.fillable else 0.0


def pitch(page: Composer) -> float:
    """The distance between lines to write on, in points."""
    return max(page.design.rule_space * POINTS, least(page))


def room_to_write(
    page: Composer, id: str, words: Rich, lines: int, under: Flow | None = None
) -> Spaced:
    """Ruled lines for an entry beside its `words`, or a box of their size to type in.

    The first is as far below the last line of the text they stand `under`.
    """
    return _room(page, _noted(page, TEXT, id, words, several=lines > 1), lines, under)


def _room(
    page: Composer, fill: Fill | None, lines: int, under: Flow | None = None, typed: int = 1
) -> Spaced:
    """So many lines; a box to type in has room for so many that are `typed`, too."""
    below = under.paragraph.leading - under.paragraph.baseline if under else 0.0
    first = max(pitch(page) - below, least(page))
    if fill is None:
        return Rules(lines, pitch(page), page.colour("line"), first)
    high = typed * typed_size(page) * TYPED_LEADING + PADDING + APART
    first = max(first, high - (lines - 1) * pitch(page))
    return TypingBox(fill, lines, pitch(page), first)


def tick_box(page: Composer, flow: Flow, id: str, words: Rich) -> Painter:
    """An empty square at the first line of a text, to tick with a pen or on screen."""
    setting = page.setting("body")
    side = setting.size * 0.95
    colour = page.colour("primary")
    fill = _noted(page, TICK, id, words)

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        cap = setting.regular[0].metrics["cap"] * setting.size / 1000
        level = y + height - flow.paragraph.baseline + cap / 2 - side / 2
        left = page.at(x, width, 0.6, side)
        canvas.paint(f"{colour} RG 1.2 w {left:.2f} {level:.2f} {side:.2f} {side:.2f} re S")
        if fill:
            out = TICK_LINE / 2
            fill.draw(canvas, (left - out, level - out, left + side + out, level + side + out))

    return paint


def with_its_room(page: Composer, flow: Flow, *painters: Painter) -> Box:
    """A label on a line that is high enough to write on."""
    leading = flow.paragraph.leading
    # With the space between blocks, one line is as far from the next as two of the same block.
    height = pitch(page) - page.design.block_space
    top = max(height - leading, least(page) - leading, 0)
    made = WriteLine([flow], inset=Inset(top=top), once=painters)
    made.pitch = pitch(page)
    return made


class WriteLine(Box):
    """A line to write on beside its label, which is higher where a page has room."""

    pitch = WIDEST_LINES

    def grows(self) -> float:
        return max(0.0, WIDEST_LINES - self.pitch)

    def grow(self, share: float) -> None:
        self.inset = replace(self.inset, top=self.inset.top + self.grows() * share)
        super().grow(share)


def labelled(
    page: Composer, flow: Flow, id: str, words: Rich, lines: int, *, optional: bool = False
) -> list[Flowable]:
    """A label with room to write after it: on paper lines, of which the first stands beside it.

    What is typed has one box: beside the label if that leaves room for the only line, else below.
    """
    fill = _noted(page, TEXT, id, words, several=lines > 1, optional=optional)
    more = [_room(page, fill, lines - 1, typed=lines)] if lines > 1 else []
    if fill is None:
        return [with_its_room(page, flow, _rule_beside(page, flow)), *more]
    if more:
        return [with_its_room(page, flow), *more]
    below = BoxBelow(fill, flow, pitch(page))
    return [with_its_room(page, flow, _box_beside(page, below)), below]


def cell_to_write(page: Composer, words: Rich) -> Painter | None:
    """A cell of a table to write in, known by `words`: in a fillable edition, what draws its box.

    On paper the rules round the cell are all there is.
    """
    fill = _noted(page, TEXT, identified(page, "cell", None), words)
    if fill is None:
        return None

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        inner = (x + INSIDE, y + INSIDE, x + width - INSIDE, y + height - INSIDE)
        typing_box(canvas, fill, inner)

    return paint


def _label(flow: Flow) -> float:
    """The width that a label wants, in points, and some room after it."""
    return flow.natural_width() + flow.paragraph.setting.size * 0.6


def _rule_beside(page: Composer, flow: Flow) -> Painter:
    colour = page.colour("line")

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        label = min(_label(flow), width * WIDEST)
        start = page.at(x, width, label, width - label)
        level = y + flow.paragraph.leading - flow.paragraph.baseline - 2
        canvas.paint(
            f"{colour} RG {LINE:g} w {start:.2f} {level:.2f} m "
            f"{start + width - label:.2f} {level:.2f} l S"
        )

    return paint


def _box_beside(page: Composer, below: BoxBelow) -> Painter:
    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        if below.is_beside(width):
            long, leading = width - _label(below.flow), below.flow.paragraph.leading
            high = max(leading, least(page)) - APART
            start, foot = page.at(x, width, width - long, long), y + max(leading - high, 0) / 2
            typing_box(canvas, below.fill, (start, foot, start + long, foot + high))

    return paint


class TypingBox(Spaced):
    """A white box to type in, as high as `count` lines that are `pitch` points apart.

    The first is `first` points high.
    """

    def __init__(self, fill: Fill, count: int, pitch: float, first: float) -> None:
        super().__init__()
        self.fill, self.count, self.pitch, self.first = fill, count, pitch, first

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self.first + (self.count - 1) * self.pitch
        return self.width, self.height

    def cuts(self) -> Iterator[Cut]:
        """As those of ruled lines."""
        return cuts_of_lines(self.count, self.first, self.pitch)

    def _parts(self, at: At) -> tuple[TypingBox, TypingBox]:
        (fit,) = at
        above = TypingBox(self.fill, fit, self.pitch, self.first)
        return above, TypingBox(self.fill, self.count - fit, self.pitch, self.pitch)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        typing_box(canvas, self.fill, (x, y, x + self.width, y + self.height - APART))


def typing_box(canvas: Any, fill: Fill, rect: Rect) -> None:
    """The box is a part of the page too: some programs draw no more of a field than its words."""
    (left, foot, right, top), line = rect, fill.look.width
    box = f"{left + line / 2:.2f} {foot + line / 2:.2f} {right - left - line:.2f}"
    paint = f"1 1 1 rg {fill.look.edge} RG {line:g} w {box} {top - foot - line:.2f} re B"
    canvas.paint(paint)
    fill.draw(canvas, rect)


class BoxBelow(TypingBox):
    """One line to type in below a label; nothing where it stands beside the label."""

    def __init__(self, fill: Fill, flow: Flow, pitch: float) -> None:
        super().__init__(fill, 1, pitch, pitch)
        self.flow = flow

    def is_beside(self, width: float) -> bool:
        """Whether the label leaves room for it, in a column of that width in points."""
        return _label(self.flow) <= width * WIDEST

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, 0 if self.is_beside(width) else self.pitch
        return self.width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self.height:
            super().drawOn(canvas, x, y)
