"""What opens a part of a leaflet stays with what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.platypus import Flowable

from builder.paper.boxes import Box
from builder.paper.flow import Flow
from builder.paper.parting import NEAR

# Lines: a text that is longer may end a page below its heading, where other text goes on, and
# where a list, a table or a box follows.
GOES_ON, LEADS_IN = 1, 2


def openings(story: Sequence[Flowable], width: float) -> None:
    """Binds a short text below a heading to what follows, in a column of that width in points.

    A heading and a line or two are too little to end a page.
    """
    for number, (heading, opening) in enumerate(pairwise(story)):
        level, text = _level(heading), _text(opening)
        if level is None or text is None or _level(opening) is not None:
            continue
        following = story[number + 2] if number + 2 < len(story) else None
        next_level = _level(following)
        if following is None or (next_level is not None and next_level <= level):
            continue
        lines = GOES_ON if _text(following) else LEADS_IN
        if text.natural_width() <= width * lines:
            opening.bond |= NEAR


def _text(flowable: Flowable) -> Flow | None:
    """The text that stands alone in boxes, or none: what has a mark is an item of a list."""
    while isinstance(flowable, Box) and len(flowable.contents) == 1 and not flowable.once:
        flowable = flowable.contents[0]
    return flowable if isinstance(flowable, Flow) else None


def _level(flowable: Flowable | None) -> int | None:
    """The level of a heading, from 0; None for all else."""
    bookmark = flowable.paragraph.bookmark if isinstance(flowable, Flow) else None
    return bookmark[0] if bookmark else None
