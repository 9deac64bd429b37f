from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from pydantic import model_validator

from builder.model import Block, Handout, block
from builder.notation.uri import shown
from builder.pictures.sketch import Sketch, path, rectangle
from builder.source.inline import Rich, Run
from builder.source.values import HttpsLink, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page

LEAST = 57.0  # points, 20 mm: how wide the modules are together, without the quiet zone
MODULE = 1.42  # points, half a millimetre: how wide one is at least
LONGEST = 300  # letters of an address: the code of a longer one fills a page, and nobody types it
GAP, WORDS = 12, 150  # points: between code and words, and the least room for the words


@block("qr")
class Qr(Block):
    """A code that a telephone reads, with the same address in words for whoever has none.

    - qr:
        to: https://www.example.org/inhaler
        says: "Watch how to use the inhaler (3 minutes):"
    """

    shows = True
    to: HttpsLink
    says: Rich

    @model_validator(mode="after")
    def _short(self) -> Self:
        if len(self.to) > LONGEST:
            message = f"the address has {len(self.to)} signs, more than {LONGEST}"
            raise wrong("long-text", message, "give a shorter one", self.to.span)
        return self

    @property
    def address(self) -> Rich:
        """The address as it is typed, which is a link to it."""
        return Rich((Run(shown(self.to), href=str(self.to)),), self.to)

    def sketch(self) -> Sketch:
        """The code, black on white whatever the colours of the brand: readers need that."""
        from builder.pictures.qrcode import QUIET, Modules

        modules = Modules(self.to)
        size = max(LEAST / len(modules.rows), MODULE)
        side = modules.across * size
        bars = "".join(
            f"M{(start + QUIET) * size:.2f} {(row + QUIET) * size:.2f}"
            f"h{length * size:.2f}v{size:.2f}h{-length * size:.2f}z"
            for row, start, length in modules.bars()
        )
        white = rectangle(0, 0, side, side, 'fill="#ffffff"')
        return Sketch(side, side, (white, path(bars, 'fill="#000000"')))

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.beside import beside
        from builder.paper.picture import picture_of

        sketch = self.sketch()
        alt = page.handout.phrase("qr_code")
        picture = picture_of(page, sketch, alt, page.points(sketch.width))
        picture.most = 0.0  # a smaller one could not be read from where it hangs
        words = [page.text(self.says), page.text(self.address)]
        words[1].before = page.points(4)
        yield beside(page, picture, words, GAP, WORDS)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield h.figure[
            h.div(".beside")[
                h.div(".drawn")[page.picture(self.sketch(), page.phrase("qr_code"))],
                h.div[page.paragraph(self.says), page.paragraph(self.address)],
            ]
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield self.says
        yield self.address
