from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from builder.model import Block, Handout, block
from builder.source.inline import Rich
from builder.source.values import Flag, Name, Whole, between

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("question")
class Question(Block):
    """A question to ask, with a box to tick and lines for the answer.

    - question: {text: How long will it take?, lines: 3}
    """

    tool = True
    main = "text"
    stands = "hanging"
    text: Rich
    lines: Annotated[Whole, between(0, 30)] = 2
    tick: Flag = True
    id: Name | None = None

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.fillable import identified, room_to_write, tick_box

        name = identified(page, "question", self.id)
        indent = page.setting("body").size * 1.7 if self.tick else 0
        flow = page.text(self.text, strong=True)
        once = [tick_box(page, flow, name, self.text)] if self.tick else []
        contents: list[Flowable] = [flow]
        if self.lines:
            contents.append(room_to_write(page, name, self.text, self.lines, under=flow))
        box = page.kept(contents, inset=page.inset(start=indent), once=once)
        box.hang = indent
        yield box

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        text = self.text.strong()
        said = page.ticked(text) if self.tick else page.paragraph(text)
        yield h.div(".question")[said, page.rules(self.lines)]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield self.text
