"""One person's copy from another's: only what is true of them is set and drawn anew.

A copy that was drawn whole keeps what layout asked of its personal texts. Where another
person's texts give the same answers, all pages are the same but for these texts; their pieces
of content, their links, and the fonts they need are then all that is made. The bytes are those
that drawing the whole would give, which the tests compare; where anything differs that the
file depends on, `Unlike` is raised, and the whole is to be drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from builder.merge.personal import Values, filled, with_values
from builder.model import Handout
from builder.paper.flow import LINES, lines_of, measured, reserved
from builder.paper.render import Rendered, render
from builder.paper.setting import Drawn, Paragraph, Slot
from builder.paper.show import Part, draw
from builder.paper.slot import joined, said
from builder.pdf.embed import Embedded, embed, usual
from builder.pdf.embed import objects as font_objects
from builder.pdf.file import compressed
from builder.pdf.replay import Replay, Unlike
from builder.pdf.structure import annotation
from builder.pdf.tags import Element
from builder.pdf.write import Glyph, Written, content
from builder.source.inline import Rich
from builder.text.faces import Face
from builder.text.lines import Atom
from builder.text.tongues import spoken

MOST = 512  # texts that are remembered, about 2 KB each


@dataclass(frozen=True, repr=False, slots=True)
class _Made:
    """What one slot says, the bodies of the objects that say it, and their glyphs."""

    said: str
    bodies: tuple[tuple[int, bytes], ...]
    glyphs: Mapping[Face, set[Glyph]]


@dataclass(frozen=True, repr=False)
class Template:
    """A copy that was drawn whole, for those who have something in the same fields.

    It holds what is true of people, which is never shown.
    """

    written: Written
    slots: tuple[Slot, ...]
    has: frozenset[str]  # the fields that are no line to write on
    _known: dict[tuple[int, tuple[str, ...]], _Made] = field(default_factory=dict)

    @classmethod
    def of(cls, handout: Handout, values: Values) -> tuple[Rendered, Template | None]:
        """One person's copy drawn whole, and what others are made from if it could be drawn."""
        drawn = render(filled(handout, values))
        if drawn.written is None:
            return drawn, None
        return drawn, cls(drawn.written, drawn.slots, given(values))

    @cached_property
    def _usual(self) -> Mapping[Face, tuple[Embedded, set[Glyph]]]:
        """Each font for what all copies say, and the glyphs with which it stays as it is."""
        return {face: usual(face, glyphs) for face, glyphs in self.written.glyphs.items()}

    def copy(self, values: Values) -> bytes:
        """The file for another person. Raises Unlike where the whole must be drawn."""
        if given(values) != self.has:
            raise Unlike
        every = [self._made(number, values) for number in range(len(self.slots))]
        changes = {number: body for each in every for number, body in each.bodies}
        changes.update(self._fonts(every))
        return self.written.copy(joined(each.said for each in every), changes)

    def _made(self, number: int, values: Values) -> _Made:
        """What stands for one of the slots; of wards and days it is known from earlier copies."""
        slot = self.slots[number]
        key = number, tuple(values.get(name, "") for name in slot.names)
        made = self._known.pop(key, None) or self._anew(slot, values)
        self._known[key] = made
        if len(self._known) > MOST:
            del self._known[next(iter(self._known))]  # the one that was not used for longest
        return made

    def _anew(self, slot: Slot, values: Values) -> _Made:
        rich = with_values(slot.rich, slot.fields, values, slot.language)
        again = {before: _Again(before, slot, rich) for before in slot.paragraphs}
        bodies: list[tuple[int, bytes]] = []
        glyphs: dict[Face, set[Glyph]] = {}
        for drawn in slot.drawn:
            replay = again[drawn.paragraph].drawn(drawn)
            code = compressed(content(replay.code))
            bodies += [(self.written.contents[drawn.own], code), *self._annotations(replay)]
            for face, gid, text in set().union(*(word.glyphs for word in replay.words)):
                glyphs.setdefault(face, set()).add((gid, text))
        return _Made(said(rich), tuple(bodies), glyphs)

    def _annotations(self, replay: Replay) -> Iterator[tuple[int, bytes]]:
        for (before, _), link in zip(replay.own.links, replay.links, strict=True):
            number, key = self.written.annotations[before]
            yield number, annotation(link, key, self.written.pages[link.page]).encode("latin-1")

    def _fonts(self, every: Sequence[_Made]) -> Iterator[tuple[int, bytes]]:
        """The objects of those fonts that need other glyphs than in the template."""
        for face, first in self.written.fonts.items():
            usual, known = self._usual[face]
            own = set().union(*(each.glyphs.get(face, ()) for each in every))
            font = usual if own <= known else embed(face, self.written.glyphs[face] | own)
            if font is not self.written.embedded[face]:
                yield from enumerate(font_objects(first, face, font), first)


def given(values: Values) -> frozenset[str]:
    """The fields that a person has something in."""
    return frozenset(name for name, value in values.items() if value)


class _Again:
    """A paragraph with another person's words. Raises Unlike where layout would differ."""

    def __init__(self, before: Paragraph, slot: Slot, rich: Rich) -> None:
        runs = spoken(rich.runs, slot.language)
        self._paragraph = Paragraph(runs, before.setting, before.element)
        self._lines: dict[float, list[list[Atom]]] = {}
        self._pairs: dict[Element, Element] = {}
        if self._paragraph.tall != before.tall or before.bookmark:
            raise Unlike
        for (question, at), answer in before.answers.items():
            if answer != self._answer(question, at, before):
                raise Unlike

    def _answer(self, question: str, at: float, before: Paragraph) -> float:
        if question == LINES:
            self._lines[at] = lines_of(self._paragraph, at)
            return len(self._lines[at])
        return measured(self._paragraph, question, reserved(before, question))

    def drawn(self, where: Drawn) -> Replay:
        """The lines that stand in the place of those."""
        every, end = self._lines[where.broken_at], where.start + where.count
        lines = every[where.start : end]
        goes_on = bool(every[end][0].space) if end < len(every) else where.goes_on
        replay = Replay(where.own, self._pairs)
        part = Part(lines, where.first, goes_on)
        draw(replay, self._paragraph, part, where.x, where.y, where.width)
        replay.finish()
        return replay
