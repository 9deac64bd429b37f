"""What blocks and parts write a page with: text, headings, boxes, pictures, lines to write on.

A `Page` stands at one place of the page, in one language. It looks nothing up
outside of the handout. Every word it writes is one of the handout's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import NamedTuple

import htpy as h

from builder.model import Block, Handout
from builder.notation.direction import Direction, direction
from builder.pictures.images import roles
from builder.pictures.sketch import Sketch
from builder.project import Asset
from builder.source.apart import apart
from builder.source.inline import Rich
from builder.web.data_uri import address, natural_width
from builder.web.runs import inline

# What stands in no name of a place: white space, and signs that part words.
BETWEEN = re.compile(r"[\s!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205f]+")
HEADINGS = {1: h.h1, 2: h.h2, 3: h.h3, 4: h.h4}


class Heading(NamedTuple):
    """A heading of the second level, the place of its part, and its language."""

    place: str
    text: Rich
    language: str


@dataclass(frozen=True)
class Page:
    """Writes elements in `language`; `level` is the level of the next heading.

    `headings` are those that are written so far, whatever part of the page they stand in.
    """

    handout: Handout
    language: str
    numbers: Iterator[int]
    level: int = 2
    headings: list[Heading] = field(default_factory=list)

    @classmethod
    def of(cls, handout: Handout) -> Page:
        return cls(handout, handout.language, count(1))

    @property
    def direction(self) -> Direction:
        return direction(self.language)

    def under(self, language: str | None) -> Page:
        """The same page where another language is written."""
        return replace(self, language=language or self.language)

    def nested(self, level: int) -> Page:
        """The same page where the next heading is of that level."""
        return replace(self, level=level)

    def tongue(self, outer: Page) -> dict[str, str]:
        """The attributes that tell the language, where it is another than outside."""
        if self.language == outer.language:
            return {}
        return {"lang": self.language, "dir": self.direction}

    # -- text

    def text(self, rich: Rich) -> list[h.Node]:
        return inline(rich, self.language)

    def paragraph(self, rich: Rich, kind: str = "") -> h.Element:
        return h.p(class_=kind or None)[self.text(rich)]

    def heading(self, rich: Rich, level: int, name: str = "") -> h.Element:
        """A heading; one of the second level can be linked to, by `name` or else by its words."""
        if level != 2:
            return HEADINGS[level][self.text(rich)]
        place = self._place(name or rich.text)
        self.headings.append(Heading(place, rich, self.language))
        return h.h2(id=place)[self.text(rich)]

    def _place(self, name: str) -> str:
        """A name for a part of the page that no other part has."""
        words = BETWEEN.sub("-", name.casefold()).strip("-")
        known = {each.place for each in self.headings}
        names = chain([f"part-{words}"], (f"part-{words}-{number}" for number in count(2)))
        return next(each for each in names if each not in known)

    def section_heading(self, rich: Rich) -> h.Element:
        """The heading of a block that opens a section of its own, at the level it stands on."""
        return self.heading(rich, self.level)

    def lead(self, rich: Rich | None) -> Iterator[h.Node]:
        """The line that leads into a list."""
        if rich is not None:
            yield self.paragraph(rich, "lead-in")

    def phrase(self, name: str) -> Rich:
        return self.handout.phrase(name)

    def caption(self, rich: Rich | None) -> h.Node:
        """The line that says what a figure shows."""
        return h.figcaption[self.text(rich.strong())] if rich is not None else None

    def items(self, items: Iterable[Rich], kind: str = "") -> h.Element:
        """A list with a mark before each item.

        A list whose marks are drawn says that it is one: Safari takes it for none.
        """
        marks = {"class": kind, "role": "list"} if kind else {}
        return h.ul(marks)[(h.li[self.text(item)] for item in items)]

    def ticked(self, rich: Rich) -> h.Element:
        """A text after a box that its reader can tick: the browser's own, so that no script is."""
        return h.label(".tick")[h.input(type="checkbox"), h.span[self.text(rich)]]

    def checklist(self, items: Iterable[Rich]) -> h.Element:
        """A list of things to tick; it says that it is a list, for its marks are drawn."""
        return h.ul(".checklist", role="list")[(h.li[self.ticked(item)] for item in items)]

    def column(self, rich: Rich) -> h.Element:
        """The header of a table's column; where nothing is written, it is no header."""
        if not rich.text.strip():
            return h.td(role="cell")
        return h.th(scope="col", role="columnheader")[self.text(rich)]

    # -- boxes

    def box(
        self, kind: str, label: Rich, contents: Sequence[h.Node], *, role: str = "note"
    ) -> h.Element:
        """A callout of the layout's box `kind`. It is named by its label.

        It is a note and not a landmark: with many on a page, landmarks lead nowhere.
        """
        look = self.handout.layout.boxes[kind]
        name = f"box-{next(self.numbers)}"
        classes = ["box", kind, *(["band"] if look.band else []), *(["icon"] if look.icon else [])]
        frame = h.aside if role == "note" else h.div
        return frame(class_=" ".join(classes), role=role, aria_labelledby=name)[
            h.p(".label", id=name)[self.text(label)], h.div(".inside")[contents]
        ]

    def rules(self, lines: int) -> h.Node:
        """Ruled lines to write on: for a pen, so nothing is said of them."""
        if not lines:
            return None
        return h.div(".rules", aria_hidden="true")[(h.span for _ in range(lines))]

    def targets(self, rich: Rich, shape: str) -> h.Element:
        """Words to be ringed with a pen, each in a shape of its own."""
        mark = h.span(class_=f"target {shape}")
        # A list, for they may stand in several places of a page.
        return h.p(".targets")[[(mark[self.text(word)], " ") for word in apart(rich)]]

    # -- pictures

    def roles(self) -> dict[str, str]:
        """The colours that drawings can name: those of the paper, in every theme."""
        return roles({str(k): str(v) for k, v in self.handout.brand.colours.items()})

    def picture(
        self, image: Asset | Sketch, alt: Rich | None, width: float | None = None
    ) -> h.Node:
        """A picture `width` millimetres wide, or as on paper; without `alt` a mere mark."""
        across = f"{width:g}mm" if width else f"{natural_width(image, self.roles()):.2f}pt"
        style = f"width:{across}"
        return h.img(src=address(image, self.roles()), alt=alt.text if alt else "", style=style)

    # -- blocks

    def blocks(self, blocks: Iterable[Block]) -> Iterator[h.Node]:
        """Blocks one below the other."""
        for block in blocks:
            place = self.under(str(block.language) if block.language else None)
            yield "\n"
            tongue = {**on_paper(block.keep, block.opens_page), **place.tongue(self)}
            if tongue:
                yield h.div(tongue)[block.html(place)]
            else:
                yield from block.html(place)


def on_paper(keep: bool, new_page: bool) -> dict[str, str]:
    """The attributes of what is to stay whole, or to begin a page, where a page is printed."""
    names = [name for name, wanted in (("keep", keep), ("new-page", new_page)) if wanted]
    return {"class": " ".join(names)} if names else {}
