from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import model_validator

from builder.model import Block, Handout, Merger, block
from builder.place import Span, Text
from builder.source.inline import Rich
from builder.source.values import File, Flag, Name, Number, between, naming, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("figure")
class Figure(Block):
    """A picture: SVG, PNG, JPEG or WebP, as wide as `width` millimetres, told in words by `alt`.

    With `picture` in place of `image` it is one that leaflets share, and brings its words along.

    - figure:
        image: sign.svg
        alt: A hand holds an inhaler upright.
        caption: How to hold your inhaler.
        width: 60
    """

    shows = True
    main = "image"
    internal = frozenset({"asset"})
    image: Text | None = None
    picture: Annotated[Name, naming("picture")] | None = None
    alt: Rich | None = None
    decorative: Flag = False
    caption: Rich | None = None
    width: Annotated[Number, between(5, 400)] | None = None
    asset: File | None = None

    @model_validator(mode="after")
    def _described(self) -> Self:
        if (self.image is None) == (self.picture is None):
            hint = "'image' is a file beside this one, 'picture' one of sources/pictures.yaml"
            raise wrong("missing-key", "a figure has either 'image' or 'picture'", hint)
        if self.picture is not None and not (self.alt and self.decorative):
            return self
        if (self.alt is None) != self.decorative:
            hint = "say in 'alt' what the picture shows, or 'decorative: true' if it says nothing"
            raise wrong("missing-alt", "a picture needs either 'alt' or 'decorative: true'", hint)
        return self

    def merged(self, merger: Merger) -> Self:
        resolved = self.resolved(merger.resolve)
        if self.image is not None:
            return resolved.model_copy(update={"asset": merger.picture(self.image)})
        assert self.picture is not None, "a figure has one of them"
        told = self.decorative or self.alt is not None
        found = merger.drawing(self.picture, told=told)
        if found is None:
            return resolved
        alt = resolved.alt if told else merger.resolve(found.alt)
        return resolved.model_copy(update={"asset": found.asset, "alt": alt})

    @property
    def named(self) -> Text:
        """The file or the picture, as it is written."""
        name = self.image or self.picture
        assert name is not None, "a figure has one of them"
        return name

    @property
    def files(self) -> tuple[tuple[File, Span], ...]:
        return ((self.asset, self.named.span),) if self.asset else ()

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.picture import figure

        assert self.asset is not None, "a handout with a missing picture is not built"
        yield figure(page, self.asset, self.alt, self.caption, self.width)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        assert self.asset is not None
        picture = page.picture(self.asset, self.alt, self.width)
        caption = h.figcaption[page.text(self.caption)] if self.caption else None
        yield h.figure[picture, caption]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.caption:
            yield self.caption
