from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from builder.model import Block, Handout, block
from builder.source.inline import Rich
from builder.source.values import Name, Whole, between

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("notes")
class Notes(Block):
    """Ruled lines for the reader's own notes, under a heading.

    - notes: 6
    """

    main = "lines"
    lines: Annotated[Whole, between(1, 60)] = 6
    heading: Rich | None = None
    id: Name | None = None

    def title(self, handout: Handout) -> Rich:
        return self.heading or handout.phrase("notes")

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.fillable import identified, room_to_write

        title = self.title(page.handout)
        yield page.section_heading(title)
        yield room_to_write(page, identified(page, "notes", self.id), title, self.lines)

    def html(self, page: Page) -> Iterator[Node]:
        yield page.section_heading(self.title(page.handout))
        yield page.rules(self.lines)

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield self.title(handout)
