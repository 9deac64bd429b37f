from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from pydantic import model_validator

from builder.blocks.listing import ATTRIBUTES
from builder.model import Block, Conditional, Handout, Merger, block
from builder.place import Span
from builder.source.inline import Rich
from builder.source.values import File, Flag, Many, Name, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.paper.picture_row import Station
    from builder.web.page import Page

ACROSS = 23.0  # millimetres of a picture on screen, as on paper


class PictureStep(Conditional):
    """A drawing that leaflets share, and the words it stands above."""

    internal = frozenset({"asset"})
    picture: Name
    text: Rich
    asset: File | None = None


@block("picture-steps")
class PictureSteps(Block):
    """Two to six steps as pictures in a row, joined by arrows, with words below each.

    The words say all that the pictures show, so that these are silent. Where a word has no room,
    the steps stand one below the other. Pictures are those of sources/pictures.yaml.

    - picture-steps:
        caption: How a circle is squared
        steps:
          - {picture: disc, text: You bring a disc.}
          - {picture: square, text: You take a square home.}
    """

    factual = True
    main = "steps"
    steps: Many[PictureStep]
    caption: Rich | None = None
    numbered: Flag = True

    @model_validator(mode="after")
    def _few(self) -> Self:
        if not 2 <= len(self.steps) <= 6:
            raise wrong(
                "out-of-range", f"a row has 2 to 6 pictures, and this one {len(self.steps)}"
            )
        return self

    def merged(self, merger: Merger) -> Self:
        outer = self.resolved(merger.resolve)
        found = (merger.drawing(step.picture, told=True) for step in outer.steps)
        steps = tuple(
            step.model_copy(update={"asset": one.asset if one else None})
            for step, one in zip(outer.steps, found, strict=True)
        )
        return outer.model_copy(update={"steps": steps})

    @property
    def files(self) -> tuple[tuple[File, Span], ...]:
        return tuple((step.asset, step.picture.span) for step in self.steps if step.asset)

    def labelled(self) -> Iterator[tuple[Rich | None, PictureStep]]:
        """Each step with its number, where they have numbers."""
        for number, step in enumerate(self.steps, 1):
            yield (Rich.plain(f"{number}.") if self.numbered else None), step

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.picture_row import row

        yield from page.caption(self.caption)
        listing = page.add("L", attributes=ATTRIBUTES["Decimal" if self.numbered else "None"])
        yield row(page, [_station(listing, label, step) for label, step in self.labelled()])

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield h.figure[
            page.caption(self.caption),
            h.ol(".picture-steps", role="list")[
                (
                    h.li[
                        page.picture(step.asset, None, ACROSS) if step.asset else None,
                        h.div[
                            (h.span(".number")[page.text(label)], " ") if label else None,
                            page.text(step.text),
                        ],
                    ]
                    for label, step in self.labelled()
                )
            ],
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.caption:
            yield self.caption
        for label, step in self.labelled():
            if label:
                yield label
            yield step.text


def _station(listing: Composer, label: Rich | None, step: PictureStep) -> Station:
    from builder.paper.picture import shown
    from builder.paper.picture_row import Station

    assert step.asset is not None, "a handout with a missing picture is not built"
    entry = listing.add("LI")
    listing.shared.origins.append((step.asset, entry.parent))
    number = entry.text(label, role="Lbl", strong=True, colour="primary") if label else None
    words = entry.add("LBody").text(step.text, role=None)
    return Station(shown(step.asset, listing.roles()), number, words)
