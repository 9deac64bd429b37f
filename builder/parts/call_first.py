from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model.parttype import part
from builder.parts.safety_strip import SafetyStrip, strip

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer


@part("call-first")
class CallFirst(SafetyStrip):
    """What the safety strip says, in a frame where it stands: for a sheet read from across a room.

    It is printed once. A layout has this or `safety-strip`, not both.
    """

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        if page.handout.strip_lines:
            box = strip(page, framed=True)
            box.before = page.design.block_space
            yield box
