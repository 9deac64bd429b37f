"""What notes, important boxes and urgent boxes share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import model_validator
from pydantic.json_schema import SkipJsonSchema

from builder.blocks.listing import ATTRIBUTES, bulleted, bullets
from builder.blocks.point import Item, in_order
from builder.model import AnyBlock, Block, Handout
from builder.source.cells import Prose
from builder.source.inline import Rich
from builder.source.values import Flag, Many, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


class Callout(Block):
    """A box that stands out: its kind in a word, a title, and what it says.

    The body is a text, items, or blocks; a title alone says nothing.
    """

    factual = True
    main = "text"
    internal = frozenset({"bare", "look"})
    kind: ClassVar[str] = ""
    title: Rich | None = None
    text: Prose | None = None
    items: Many[Item] | None = None
    blocks: Many[AnyBlock] | None = None
    bare: SkipJsonSchema[Flag] = False
    look: SkipJsonSchema[str] = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text or self.items or self.blocks):
            raise wrong("missing-key", "the box has no 'text', 'items' or 'blocks'")
        return self

    @property
    def boxed(self) -> str:
        """The box of the layout, and the phrase that says its kind."""
        return self.kind

    def label(self, handout: Handout) -> Rich:
        """The word for the kind, and the title after it; of a bare box, only the title."""
        if self.bare and self.title is not None:
            return self.title
        word = handout.phrase(self.boxed).text
        if self.title is None:
            return Rich.plain(word)
        return Rich((*Rich.plain(f"{word}: ").runs, *self.title.runs), self.title.source)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.panel import panel, sides

        kind = self.look or self.boxed
        look = page.look(kind)
        aside = page.add("Aside")
        title = aside.text(self.label(page.handout), "label", colour=str(look.label))
        inside = aside.within(page.width - sides(page, look)).inked(str(look.text))
        yield panel(page, kind, title, list(self._body(inside)))

    def _body(self, page: Composer) -> Iterator[Flowable]:
        gap = page.design.item_space
        if self.text:
            flow = page.text(self.text)
            flow.before = gap
            yield flow
        if self.items:
            element = page.parent.add("L", attributes=ATTRIBUTES["Disc"])
            yield from bulleted(page, self.items, element)
        if self.blocks:
            yield from page.blocks(self.blocks)

    def html(self, page: Page) -> Iterator[Node]:
        contents: list[Node] = []
        if self.text:
            contents.append(page.paragraph(self.text))
        if self.items:
            contents.append(bullets(page, self.items))
        contents += page.blocks(self.blocks or ())
        yield page.box(self.boxed, self.label(page.handout), contents)

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield self.label(handout)
        if self.text:
            yield self.text
        yield from in_order(self.items or ())
        for inner in self.blocks or ():
            yield from inner.words(handout)
