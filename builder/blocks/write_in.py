from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Self

from builder.model import Block, Handout, Merger, block
from builder.source.inline import Reference, Rich, Run
from builder.source.values import Name, Whole, between

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("write-in")
class WriteIn(Block):
    """A label and a line to write on; a `field` stands there for a person who has one.

    - write-in: My name
    """

    internal = frozenset({"value"})

    tool = True
    main = "label"
    label: Rich
    lines: Annotated[Whole, between(1, 30)] = 1
    field: Name | None = None
    id: Name | None = None
    value: Rich | None = None

    def merged(self, merger: Merger) -> Self:
        if self.field is None:
            return super().merged(merger)
        wanted = Run(str(self.field), reference=Reference("for", str(self.field)))
        return self.model_copy(
            update={
                "label": merger.resolve(self.label),
                "value": merger.resolve(Rich((wanted,), self.field)),
            }
        )

    @property
    def filled(self) -> Rich | None:
        """The label and what stands after it for a person; None for a line to write on."""
        if self.value is None or any(run.blank for run in self.value.runs):
            return None
        return Rich((*self.label.runs, Run(" "), *self.value.strong().runs), self.value.source)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.boxes import Box, Inset

        flow = page.text(self.filled or self.label)
        colour, gap = page.colour("line"), flow.paragraph.setting.size * 0.6
        # With the space between blocks, one line is as far from the next as two of the same block.
        height = page.rules(1).space - page.points(page.handout.layout.block_space)

        def rule(canvas: Any, x: float, y: float, width: float, box_height: float) -> None:
            label = min(flow.natural_width() + gap, width * 0.75)
            start = page.at(x, width, label, width - label)
            level = y + flow.paragraph.leading - flow.paragraph.baseline - 2
            canvas.paint(
                f"{colour} RG 0.8 w {start:.2f} {level:.2f} m "
                f"{start + width - label:.2f} {level:.2f} l S"
            )

        flow.wrap(1e6, 0)
        top = max(height - flow.paragraph.leading, 0)
        line = [] if self.filled else [rule]
        contents: list[Flowable] = [Box([flow], inset=Inset(top=top), once=line)]
        if self.lines > 1 and line:
            contents.append(page.rules(self.lines - 1))
        yield page.kept(contents)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        if self.filled:
            yield h.p[page.text(self.filled)]
            return
        line = h.span(".line", aria_hidden="true")
        yield h.div(".write-in")[
            h.p[h.span[page.text(self.label)], line], page.rules(self.lines - 1)
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield self.filled or self.label
