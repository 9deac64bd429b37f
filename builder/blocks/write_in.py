from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Self

from builder.model import Block, Handout, Merger, block
from builder.source.inline import Reference, Rich, Run
from builder.source.values import Name, Whole, between

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


SIGNS = (":", "?", "!", ".", "–", "؟")  # after one of these a value needs no colon before it


@block("write-in")
class WriteIn(Block):
    """A label and a line to write on; a `field` stands there for a person who has one.

    - write-in: My name
    """

    internal = frozenset({"value"})

    tool = True
    main = "label"
    stands = "column"
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
    def ends(self) -> bool:
        """A single line ends the list it stands below."""
        return self.lines == 1

    @property
    def filled(self) -> Rich | None:
        """The label and what stands after it for a person; None for a line to write on."""
        if self.value is None or any(run.blank for run in self.value.runs):
            return None
        between = " " if self.label.text.rstrip()[-1:] in SIGNS else ": "
        return Rich((*self.label.runs, Run(between), *self.value.strong().runs), self.value.source)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.fillable import identified, labelled, with_its_room

        flow = page.text(self.filled or self.label)
        name = identified(page, "write-in", self.id)
        flow.wrap(1e6, 0)
        if self.filled:
            yield page.kept([with_its_room(page, flow)])
        else:
            optional = self.value is not None
            made = labelled(page, flow, name, self.label, self.lines, optional=optional)
            yield page.kept(made)

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
