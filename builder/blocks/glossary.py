from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

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

    `first: plain` puts the plain words of a term above it, for a leaflet that explains words.
    They are in order of the terms all the same, and each term begins a line and stands out:
    it is the word a reader has heard, and looks up.

    - glossary: {first: plain}
    """

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
        gap = page.design.item_space
        for term in page.handout.terms:
            entry = listing.add("LI")
            words, more = self.entry(term, page.handout)
            label = entry.text(words, role="Lbl", strong=self.first == "term")
            label.paragraph.place = f"#term-{term.id}"
            meaning = entry.add("LBody").text(more, role=None)
            box = page.kept([label, page.set_in(meaning, page.gutter)])
            box.before = gap * 2
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
