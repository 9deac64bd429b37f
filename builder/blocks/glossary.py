from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.blocks.listing import ATTRIBUTES
from builder.model import Block, Handout, Term, block
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("glossary")
class Glossary(Block):
    """The terms the handout uses, each with its meaning. A handout without terms prints none.

    - glossary
    """

    heading: Rich | None = None

    def title(self, handout: Handout) -> Rich:
        return self.heading or handout.phrase("glossary")

    def label(self, term: Term, handout: Handout) -> Rich:
        """The word, and how it is said."""
        if term.say is None:
            return term.term
        said = handout.phrase("say", words=term.say.text).text
        return Rich((*term.term.runs, *Rich.plain(f" ({said})").runs), term.term.source)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        if not page.handout.terms:
            return
        yield page.section_heading(self.title(page.handout))
        listing = page.add("L", attributes=ATTRIBUTES["None"])
        gap = page.points(page.handout.layout.item_space)
        for term in page.handout.terms:
            entry = listing.add("LI")
            label = entry.text(self.label(term, page.handout), role="Lbl", strong=True)
            label.paragraph.place = f"#term-{term.id}"
            meaning = entry.add("LBody").text(term.meaning, role=None)
            box = page.kept([label, meaning])
            box.before = gap * 2
            yield box

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        if not page.handout.terms:
            return
        yield page.section_heading(self.title(page.handout))
        yield h.dl(".glossary")[
            (
                h.div[
                    h.dt(id=f"term-{term.id}")[page.text(self.label(term, page.handout))],
                    h.dd[page.text(term.meaning)],
                ]
                for term in page.handout.terms
            )
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if handout.terms:
            yield self.title(handout)
        for term in handout.terms:
            yield self.label(term, handout)
            yield term.meaning
