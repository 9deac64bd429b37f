from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Block, Conditional, Handout, block
from builder.source.cells import Lined
from builder.source.inline import Rich
from builder.source.values import Flag, Many

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


class KeyFact(Conditional):
    """One label and what is true of it."""

    label: Rich
    value: Lined


@block("key-facts")
class KeyFacts(Block):
    """Short facts, each with its label.

    Three or four that are `at_a_glance` stand on the first page, before the contents, where the
    layout has the part `at-a-glance`.

    - key-facts:
        - {label: How long, value: About 1 hour}
        - {label: Where, value: Day unit}
        - {label: My nurse, value: ____________}
    """

    factual = True
    main = "facts"
    facts: Many[KeyFact]
    at_a_glance: Flag = False

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.rows import fact_rows

        yield fact_rows(page, [(fact.label, fact.value) for fact in self.facts])

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield h.dl(".facts")[
            (h.div[h.dt[page.text(fact.label)], h.dd[page.text(fact.value)]] for fact in self.facts)
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        for fact in self.facts:
            yield fact.label
            if fact.value.text:  # not only a line to write on
                yield fact.value
