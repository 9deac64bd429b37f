"""A handout in one edition and language, from which the copies of any number of people are made.

A copy that was drawn whole serves as the template of others (`paper/template.py`). Of those that
are made from it, the first, second, fourth, eighth and so on are drawn whole as well, and must
be the same to the byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.deliver.copies.parcel import Attachment
from builder.deliver.lists.cell import in_row
from builder.diagnostics import Sink
from builder.merge.personal import Values, filled
from builder.model import Handout
from builder.paper.render import render
from builder.paper.template import Template
from builder.pdf.replay import Unlike
from builder.place import Span
from builder.text.faces import stacks
from builder.text.printable import unprintable

MORE_FONTS = "add a font that has it to the brand: 'more_fonts:'"
MOST_TEMPLATES = 32  # each about as large as a copy


@dataclass(frozen=True)
class Refusal:
    """Why a person's copy cannot be drawn; it tells nothing of the person.

    `field` is the one that is to blame; empty where all of them may be.
    """

    code: str
    message: str
    hint: str = ""
    field: str = ""

    def tell(self, listed: str, row: int, sink: Sink) -> None:
        """Reports it, at the row of the list that is `listed` so."""
        what = f"'{self.field}': " if self.field else ""
        sink.error(Span(listed, row), self.code, f"{in_row(row)}{what}{self.message}", self.hint)


@dataclass(repr=False)
class _Known:
    """A template, and how many copies were made from it."""

    template: Template
    pages: int
    copies: int = 0


class Master:
    """One handout with places for what is true of one person."""

    def __init__(self, handout: Handout) -> None:
        self.handout = handout
        self._faces = stacks(handout.typefaces, handout.language)
        self._known: list[_Known] = []
        self._good: set[str] = set()  # letters that fonts have

    def copy(self, values: Values) -> Attachment | Refusal:
        """One person's copy. Raises AssertionError when it would not be what it must be."""
        own = self._own(values)
        made = next(self.unprintable(own), None) or self._from_template(own) or self._whole(own)
        return made if isinstance(made, Refusal) else self._attachment(*made)

    def _own(self, values: Values) -> Values:
        return {name: values.get(name, "") for name in self.handout.fields}

    def unprintable(self, values: Values) -> Iterator[Refusal]:
        """The values that no font has the letters for."""
        for name, value in self._own(values).items():
            if problem := self._unprintable(value):
                yield Refusal("missing-glyph", problem, MORE_FONTS, name)

    def unprintable_in(self, texts: Iterable[str]) -> Iterator[Refusal]:
        """Why the font cannot print texts that are nobody's field."""
        for number, text in enumerate(texts, 1):
            if problem := self._unprintable(text):
                yield Refusal("missing-glyph", f"text {number}: {problem}", MORE_FONTS)

    def _unprintable(self, value: str) -> str:
        """Why a value cannot be printed; nothing if it can."""
        for letter in value if not self._good.issuperset(value) else ():
            if problem := unprintable(letter, self._faces):
                return problem
            self._good.add(letter)
        return ""

    def _from_template(self, values: Values) -> tuple[bytes, int] | None:
        for place, known in enumerate(self._known):
            try:
                data = known.template.copy(values)
            except Unlike:
                continue
            known.copies += 1
            if known.copies.bit_count() == 1 and data != render(filled(self.handout, values)).pdf:
                raise AssertionError("a copy is not what drawing the whole of it gives")
            self._known.insert(0, self._known.pop(place))  # the next is likely to be like it
            return data, known.pages
        return None

    def _whole(self, values: Values) -> tuple[bytes, int] | Refusal:
        drawn, template = Template.of(self.handout, values)
        if template is None:
            return Refusal("overflow", drawn.diagnostics[0].message, "say it in fewer letters")
        self._known.insert(0, _Known(template, drawn.pages))
        del self._known[MOST_TEMPLATES:]
        return drawn.pdf, drawn.pages

    def _attachment(self, data: bytes, pages: int) -> Attachment:
        handout, digest = self.handout, hashlib.sha256(data).hexdigest()
        return Attachment(
            name=f"{handout.code}.pdf",
            data=data,
            sha256=digest,
            plain=digest,
            handout=handout.code,
            title=handout.title.text,
            version=handout.version.text,
            edition=str(handout.edition.edition),
            language=handout.language,
            pages=pages,
        )
