"""What a diary asks for each day."""

from __future__ import annotations

from typing import Annotated

from builder.model.placed import Conditional
from builder.source.inline import Rich
from builder.source.values import Flag, Whole, between


class Entry(Conditional):
    """Something to note each day: a box to write in, one with words to circle, or one to tick."""

    label: Rich
    hint: Rich | None = None
    circle: Rich | None = None
    tick: Flag = False
    lines: Annotated[Whole, between(1, 4)] = 1
