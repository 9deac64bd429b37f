"""A paragraph and how it is set: what its parts on several pages share.

Of one that is true of one person only it is noted what layout asks of it, and where it is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from builder.model import PersonalField, Typeface
from builder.notation.direction import direction
from builder.paper.slot import stand_in
from builder.source.inline import Rich, Run
from builder.text.faces import Face, Stack, Tall
from builder.text.lines import SHIFTS, Text, shaped

if TYPE_CHECKING:
    from builder.pdf.own import Own
    from builder.pdf.tags import Element


# The role of words that were added or removed, and their line (ISO 32000-1, table 343).
EDITS = {"added": ("Added", "Underline"), "removed": ("Removed", "LineThrough")}


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
    tall: tuple[Tall, ...] = ()
    typefaces: tuple[Typeface, ...] = ()

    @property
    def rtl(self) -> bool:
        """Whether its lines begin on the right."""
        return direction(self.language) == "rtl"

    @cached_property
    def climbs(self) -> bool:
        """Whether a tall face is made for its language."""
        return any(each.own and each.face in self.regular for each in self.tall)

    @cached_property
    def climbing(self) -> frozenset[Face]:
        """The faces that are tall."""
        return frozenset(each.face for each in self.tall)

    def shaped(self, runs: tuple[Run, ...]) -> Text:
        """The runs in its faces, at no size yet."""
        faces = (self.regular, self.bold)
        return shaped(runs, faces, self.language, self.typefaces, rtl=self.rtl)


@dataclass(frozen=True, eq=False)
class Drawn:
    """Lines of a text as they stand on a page.

    They are `count` lines from `start` on, of those it has at the width `broken_at`
    (points); `x`, `y` and `width` are in points of the page.
    """

    paragraph: Paragraph
    broken_at: float
    start: int
    count: int
    first: bool
    goes_on: bool
    x: float
    y: float
    width: float
    own: Own


@dataclass(eq=False, repr=False)
class Slot:
    """One such text in a language; `paragraphs` are the settings in which it stands,
    `in_outline` says that the outline of the file has it too."""

    rich: Rich
    language: str
    fields: Mapping[str, PersonalField]
    paragraphs: dict[Paragraph, None] = field(default_factory=dict)
    drawn: list[Drawn] = field(default_factory=list)
    in_outline: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields that it prints."""
        return tuple(dict.fromkeys(run.field for run in self.rich.runs if run.field))


@dataclass(eq=False)
class Paragraph:
    """What the parts of a split flow share: the text, its element, its inline elements.

    `slot` is that of a text that is true of one person only; `answers` are what it
    told layout, `reserves` how much room is kept for any other.
    """

    runs: tuple[Run, ...]
    setting: Setting
    element: Element
    elements: dict[int, Element] = field(default_factory=dict)
    spans: dict[int, Element] = field(default_factory=dict)
    bookmark: tuple[int, str] | None = None
    place: str = ""
    slot: Slot | None = None
    answers: dict[tuple[str, float], float] = field(default_factory=dict, init=False)
    reserves: dict[str, float] = field(default_factory=dict, init=False)

    def answer(self, question: str, at: float, answer: float) -> float:
        """An answer to layout, noted where those of other people may differ."""
        if self.slot is not None:
            self.slot.paragraphs.setdefault(self)
            self.answers[question, at] = answer
        return answer

    @cached_property
    def text(self) -> Text:
        """The runs, shaped."""
        return self.setting.shaped(self.runs)

    @cached_property
    def room(self) -> Text | None:
        """The text that columns are measured with beside it: any value has room then."""
        slot = self.slot
        runs = stand_in(slot.rich, slot.fields, slot.language) if slot else ()
        return self.setting.shaped(runs) if runs else None

    @cached_property
    def tall(self) -> Tall | None:
        """The face that needs more room between the lines than the setting gives, if any.

        The face of the language counts even where it is not used, so that a
        number stands on the same line as the words beside it.
        """
        s, words = self.setting, self.text.words_in
        if not s.climbs and s.climbing.isdisjoint(words):
            return None
        wanted = [
            each
            for each in s.tall
            if (each.own and each.face in s.regular)
            or any(map(each.draws, words.get(each.face, ())))
        ]
        tallest = max(wanted, key=lambda each: each.leading, default=None)
        return tallest if tallest and tallest.leading * s.size > s.leading else None

    @cached_property
    def leading(self) -> float:
        """The distance between its lines, in points."""
        return self.tall.leading * self.setting.size if self.tall else self.setting.leading

    @cached_property
    def baseline(self) -> float:
        """How far below the top of its line a baseline lies, in points.

        The capitals stand in the middle of the line; where a taller face is
        used, all between its ascent and descent does.
        """
        size = self.setting.size / 1000
        if self.tall:
            ascent, descent = self.tall.face.metrics["ascent"], self.tall.face.metrics["descent"]
            return self.leading / 2 + (ascent + descent) / 2 * size
        return self.leading / 2 + self.setting.regular[0].metrics["cap"] / 2 * size

    def element_of(self, index: int) -> Element:
        """The element a run belongs to.

        Words in another language have one that says so, and those above or below the line.
        """
        outer, run = self.link_of(index), self.runs[index]
        language = run.language if run.language != self.setting.language else ""
        if not language and not run.shift:
            return outer
        if index not in self.spans:
            before, told = self.spans.get(index - 1), (outer, language or None, self._level(run))
            if before is None or (before.parent, before.language, before.attributes) != told:
                before = outer.span("Span", language=told[1], attributes=told[2])
            self.spans[index] = before
        return self.spans[index]

    def _level(self, run: Run) -> tuple[tuple[str, str], ...]:
        """How far a run stands above its line, in points (ISO 32000-1, table 343)."""
        if not run.shift:
            return ()
        rise, _ = SHIFTS[run.shift]
        return (("Layout", f"/BaselineShift {rise * self.setting.size:.2f}"),)

    def link_of(self, index: int) -> Element:
        """The paragraph's own element, or one for each link and edit."""
        run = self.runs[index]
        if run.edit and index not in self.elements:
            role, line = EDITS[run.edit]
            attributes = (("Layout", f"/TextDecorationType/{line}"),)
            self.elements[index] = self.element.span(role, attributes=attributes)
        if run.edit:
            return self.elements[index]
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
