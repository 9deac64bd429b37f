from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Block, Handout, block
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("heading")
class Heading(Block):
    """A heading below that of its section, for the blocks that follow it.

    - heading: If you come by car
    - paragraph: Park behind the hospital.
    """

    main = "heading"
    heads = True
    stands = "column"
    heading: Rich

    def compose(self, page: Composer) -> Iterator[Flowable]:
        yield page.section_heading(self.heading)

    def html(self, page: Page) -> Iterator[Node]:
        yield page.section_heading(self.heading)

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield self.heading
