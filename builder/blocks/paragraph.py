from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Block, Handout, block
from builder.source.cells import Prose
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("paragraph")
class Paragraph(Block):
    """Running text; `____` is a line to write on.

    - paragraph: Drink water **often**. Read more at [the hospital's page](https://example.org).
    """

    factual = True
    main = "text"
    stands = "column"
    text: Prose

    def compose(self, page: Composer) -> Iterator[Flowable]:
        yield page.text(self.text)

    def html(self, page: Page) -> Iterator[Node]:
        yield page.paragraph(self.text)

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield self.text
