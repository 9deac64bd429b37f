from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self

from pydantic import model_validator

from builder.blocks.write_in import WriteIn
from builder.model import AnyBlock, Block, Handout, Merger, block
from builder.source.inline import Rich
from builder.source.values import Many, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page

GAP = 14.0  # points between two columns
MOST = 0.6  # of a column, for words: the rest is for the pen


@block("side-by-side")
class SideBySide(Block):
    """Two or three short blocks next to each other, such as lines to write on.

    Where there is no room for that, as in large print, they stand one below the other.

    - side-by-side: [write-in: Day, write-in: Time]
    """

    main = "blocks"
    blocks: Many[AnyBlock]

    @model_validator(mode="after")
    def _two_or_three(self) -> Self:
        if not 2 <= len(self.blocks) <= 3:
            raise wrong("out-of-range", f"{len(self.blocks)} blocks side by side; give 2 or 3")
        return self

    def merged(self, merger: Merger) -> Self:
        inner: tuple[Any, ...] = tuple(block.merged(merger) for block in self.blocks)
        return self.model_copy(update={"blocks": inner})

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.boxes import Box, Columns

        made = [page.blocks((inner,)) for inner in self.blocks]
        gap = page.points(GAP)
        each = (page.width - gap * (len(made) - 1)) / len(made)
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
        return any(_on_one_line(each) > width * MOST for each in column)
    return any(each.longest_word() > width for each in column)


def _on_one_line(flowable: Any) -> float:
    """The width of the longest text in it on one line, in points."""
    inner = getattr(flowable, "contents", None)
    if inner is not None:
        return max(map(_on_one_line, inner), default=0.0)
    return float(flowable.natural_width()) if hasattr(flowable, "natural_width") else 0.0
