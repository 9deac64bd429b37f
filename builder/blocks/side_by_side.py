from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import WithJsonSchema, model_validator

from builder.blocks.checklist import Checklist
from builder.blocks.contact import Contact
from builder.blocks.key_facts import KeyFacts
from builder.blocks.list import List
from builder.blocks.paragraph import Paragraph
from builder.blocks.question import Question
from builder.blocks.steps import Steps
from builder.blocks.write_in import WriteIn
from builder.model import AnyBlock, Block, Handout, block
from builder.source.inline import Rich
from builder.source.values import Many, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page

GAP = 14.0  # points between two columns
# What a narrow column holds: no table, grid, figure or box, which need the width of the page, and
# nothing that opens a section.
SMALL: dict[str, type[Block]] = {
    "checklist": Checklist, "contact": Contact, "key-facts": KeyFacts, "list": List,
    "paragraph": Paragraph, "question": Question, "steps": Steps, "write-in": WriteIn,
}  # fmt: skip
SMALL_ONLY = {
    "allOf": [{"$comment": "block"}, {"anyOf": [{"required": [name]} for name in SMALL]}],
    "type": "object",
}
MOST = 0.6  # of a column, for words: the rest is for the pen


@block("side-by-side")
class SideBySide(Block):
    """Two or three small blocks next to each other, such as lines to write on.

    They are of the kinds checklist, contact, key-facts, list, paragraph, question, steps and
    write-in. Where there is no room, as in large print, they stand one below the other.

    - side-by-side: [write-in: Day, write-in: Time]
    """

    main = "blocks"
    stands = "column"
    blocks: Many[Annotated[AnyBlock, WithJsonSchema(SMALL_ONLY)]]

    @model_validator(mode="after")
    def _two_or_three(self) -> Self:
        if not 2 <= len(self.blocks) <= 3:
            raise wrong("out-of-range", f"{len(self.blocks)} blocks side by side; give 2 or 3")
        for inner in self.blocks:
            if not isinstance(inner, tuple(SMALL.values())):
                kind = next(name for name in block if block[name] is type(inner))
                hint = f"put it below; side by side go: {', '.join(SMALL)}"
                message = f"'{kind}' is too large to stand side by side"
                raise wrong("wrong-kind", message, hint, inner.span)
        return self

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.alongside import Columns
        from builder.paper.boxes import Box

        gap, count = page.points(GAP), len(self.blocks)
        each = (page.width - gap * (count - 1)) / count
        made = [page.within(each).blocks((inner,)) for inner in self.blocks]
        if any(_no_room(*column, each) for column in zip(self.blocks, made, strict=True)):
            yield from (flowable for column in made for flowable in column)
            return
        boxes = [Box(column, page_height=page.page_height) for column in made]
        yield Columns(boxes, gap, rtl=page.rtl)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        columns = [h.div[list(page.blocks((inner,)))] for inner in self.blocks]
        yield h.div(".side-by-side")[columns]

    def words(self, handout: Handout) -> Iterator[Rich]:
        for inner in self.blocks or ():
            yield from inner.words(handout)


def _no_room(block: Block, column: Sequence[Any], width: float) -> bool:
    """Whether a column so wide (points) would tear a word, or leave a pen no line by a label."""
    if isinstance(block, WriteIn) and block.filled is None:
        return any(each.natural_width() > width * MOST for each in column)
    return any(each.longest_word() > width for each in column)
