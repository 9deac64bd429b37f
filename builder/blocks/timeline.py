from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.blocks.listing import ATTRIBUTES, bound
from builder.model import Block, Conditional, Handout, block, texts
from builder.source.inline import Rich
from builder.source.values import Many

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


class Stage(Conditional):
    """A step on the way: its name, how long it takes, what happens."""

    stage: Rich
    duration: Rich | None = None
    text: Rich | None = None


@block("timeline")
class Timeline(Block):
    """Stages on the way, in order, with how long each takes.

    - timeline:
        - {stage: Tests, duration: 1 day, text: We check your blood.}
        - {stage: Treatment, duration: 2 hours}
    """

    factual = True
    shows = True
    main = "stages"
    stands = "hanging"
    stages: Many[Stage]

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.rows import stage_box

        listing = page.add("L", attributes=ATTRIBUTES["Decimal"])
        boxes = []
        for number, stage in enumerate(self.stages, 1):
            last = number == len(self.stages)
            place = listing.add("LI")
            boxes.append(
                stage_box(place, number, stage.stage, stage.duration, stage.text, last=last)
            )
        yield from bound(boxes)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield h.ol(".timeline", role="list")[
            (
                h.li[
                    h.span(".number")[str(number)],
                    " ",
                    h.div[
                        h.p[h.strong[page.text(stage.stage)]],
                        page.paragraph(stage.duration, "muted") if stage.duration else None,
                        page.paragraph(stage.text) if stage.text else None,
                    ],
                ]
                for number, stage in enumerate(self.stages, 1)
            )
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        for number, stage in enumerate(self.stages, 1):
            yield Rich.plain(str(number))
            yield from texts((stage.stage, stage.duration, stage.text))
