from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self

from builder.blocks.listing import ATTRIBUTES, bound
from builder.model import Block, Conditional, Handout, Merger, block
from builder.place import Span, Text
from builder.source.inline import Rich
from builder.source.values import File, Many

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.web.page import Page

SIDE = 30.0  # how high each picture is, in points


class Pictured(Conditional):
    """A point, and the picture beside it, which says nothing that its words do not say."""

    internal = frozenset({"asset"})
    image: Text
    text: Rich
    asset: File | None = None

    def merged(self, merger: Merger) -> Self:
        asset = merger.picture(self.image)
        return self.resolved(merger.resolve).model_copy(update={"asset": asset})


@block("pictured-list")
class PicturedList(Block):
    """Points that each stand beside a picture of their own, such as a sign.

    The picture is not heard: the words say what it is and what it means.

    - pictured-list:
        lead: "You may see:"
        items:
          - {image: sign.svg, text: "**A round sign:** you may go on."}
    """

    factual = True
    stands = "hanging"
    main = "items"
    items: Many[Pictured]
    lead: Rich | None = None

    def merged(self, merger: Merger) -> Self:
        items = tuple(item.merged(merger) for item in self.items)
        plain = self.model_copy(update={"items": ()}).resolved(merger.resolve)
        return plain.model_copy(update={"items": items})

    @property
    def files(self) -> tuple[tuple[File, Span], ...]:
        return tuple((item.asset, item.image.span) for item in self.items if item.asset)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        yield from page.lead(self.lead)
        listing = page.add("L", attributes=ATTRIBUTES["None"])
        boxes = [self._beside(listing.add("LI").add("LBody"), item) for item in self.items]
        yield from bound(boxes)

    def _beside(self, body: Composer, item: Pictured) -> Box:
        from builder.paper.picture import shown

        assert item.asset is not None, "a handout with a missing picture is not built"
        body.shared.origins.append((item.asset, body.parent))
        side = body.points(SIDE)
        picture = shown(item.asset, body.roles())
        flow = body.text(item.text, role=None)
        apart = max(0.0, (side - flow.paragraph.leading) / 2)

        def mark(canvas: Any, x: float, y: float, width: float, height: float) -> None:
            across = side * picture.across / picture.down
            left = body.at(x, width, (side - across) / 2, across)
            picture.paint(canvas, None, left, y + (height - side) / 2, side)

        inset = body.inset(start=side * 1.35, top=apart, bottom=apart)
        box = body.kept([flow], inset=inset, once=[mark])
        box.hang = side * 1.35
        box.before = body.points(6)
        return box

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield from page.lead(self.lead)
        rows = []
        for item in self.items:
            assert item.asset is not None
            rows.append(h.li[page.picture(item.asset, None), h.div[page.text(item.text)]])
        yield h.ul(".pictured", role="list")[rows]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.lead:
            yield self.lead
        yield from (item.text for item in self.items)
