from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from builder.blocks.listing import ATTRIBUTES
from builder.model import Block, Handout, Term, block
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Painter
    from builder.paper.compose import Composer
    from builder.paper.flow import Flow
    from builder.web.page import Page


APART = 6.0  # points between two terms
LETTER = 1.3  # how large a letter in the margin is, in sizes of running text
AWAY = 0.35  # how far it is from the text, in sizes of running text


@block("glossary")
class Glossary(Block):
    """The terms the handout uses, each with its meaning. A handout without terms prints none.

    `first: plain` puts the plain words of a term above it, for a leaflet that explains words.
    They are in order of the terms all the same, and each term begins a line and stands out:
    it is the word a reader has heard, and looks up. Where the next letter begins, it stands
    large in the margin.

    - glossary: {first: plain}
    """

    stands = "column"
    heading: Rich | None = None
    first: Literal["term", "plain"] = "term"

    def title(self, handout: Handout) -> Rich:
        return self.heading or handout.phrase("glossary")

    def entry(self, term: Term, handout: Handout) -> tuple[Rich, Rich]:
        """What is explained, and the words that explain it."""
        said = handout.phrase("say", words=term.say.text).text if term.say else ""
        after = Rich.plain(f" ({said})").runs if said else ()
        if self.first == "term":
            return Rich((*term.term.runs, *after), term.term.source), term.meaning
        word = (*term.term.strong().runs, *after, *Rich.plain(". ").runs)
        return term.plain, Rich((*word, *term.meaning.runs), term.meaning.source)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        if not page.handout.terms:
            return
        yield page.section_heading(self.title(page.handout))
        listing = page.add("L", attributes=ATTRIBUTES["None"])
        gap = max(page.design.item_space * 2, page.points(APART))
        letter = ""
        for term in page.handout.terms:
            entry = listing.add("LI")
            words, more = self.entry(term, page.handout)
            label = entry.text(words, role="Lbl", strong=self.first == "term")
            label.paragraph.place = f"#term-{term.id}"
            meaning = entry.add("LBody").text(more, role=None)
            tabs = []
            if initial(term) != letter:
                letter = initial(term)
                tabs.append(tab(page, letter, label))
            box = page.kept([label, meaning], once=tabs)
            box.before = gap
            yield box

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        if not page.handout.terms:
            return
        yield page.section_heading(self.title(page.handout))
        yield h.dl(".glossary.plain-first" if self.first == "plain" else ".glossary")[
            (
                h.div[h.dt(id=f"term-{term.id}")[page.text(words)], h.dd[page.text(more)]]
                for term in page.handout.terms
                for words, more in [self.entry(term, page.handout)]
            )
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if handout.terms:
            yield self.title(handout)
        for term in handout.terms:
            yield from self.entry(term, handout)


def initial(term: Term) -> str:
    """The letter under which a term is looked for, without its accents."""
    return unicodedata.normalize("NFD", term.term.text.strip())[:1].upper()


def tab(page: Composer, letter: str, beside: Flow) -> Painter:
    """The letter at which terms begin, in the margin beside the first of them.

    It is there for the eye: who listens is told of each term.
    """
    from builder.paper.flow import Flow
    from builder.paper.setting import Paragraph
    from builder.paper.sheet import SAFE

    setting = page.setting("body", strong=True, colour="primary")
    size = setting.size * LETTER
    large = replace(setting, size=size, leading=size * 1.2)
    flow = Flow(Paragraph(Rich.plain(letter).runs, large, page.parent))
    flow.wrap(flow.natural_width() + 1, 0)
    away = setting.size * AWAY

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        if flow.width + away + SAFE > page.sheet.left:
            return  # there is no room where printers reach
        left = page.at(x, width, -away - flow.width, flow.width)
        top = y + height + flow.paragraph.baseline - beside.paragraph.baseline
        with canvas.artifact():
            flow.drawOn(canvas, left, top - flow.height)

    return paint
