"""What a printer, and what is then done with the paper, needs of a page: `handouts/printers/`."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from builder.model.placed import Placed
from builder.model.styles import Paper
from builder.place import Text
from builder.source.inline import Rich
from builder.source.values import Many, Name, Number, Whole, between, wrong


class Edges(Placed):
    """How far from each edge of the paper a printer prints nothing, in millimetres."""

    top: Annotated[Number, between(0, 50)] = 0
    right: Annotated[Number, between(0, 50)] = 0
    bottom: Annotated[Number, between(0, 50)] = 0
    left: Annotated[Number, between(0, 50)] = 0


class Holes(Placed):
    """Holes at the edge where sheets are held, their middles on one line, in millimetres.

    `across` is a hole with the room round it that its place may differ by.
    """

    number: Annotated[Whole, between(1, 12)]
    apart: Annotated[Number, between(10, 300)]
    from_edge: Annotated[Number, between(3, 60)]
    across: Annotated[Number, between(1, 40)]


class Window(Placed):
    """What the window of an envelope shows of the first page, in millimetres from its upper left.

    `slack` is by how much the paper can move in the envelope.
    """

    left: Annotated[Number, between(0, 300)]
    top: Annotated[Number, between(0, 400)]
    width: Annotated[Number, between(1, 300)]
    height: Annotated[Number, between(1, 300)]
    slack: Annotated[Number, between(0, 30)] = 5


class Offset(Placed):
    """How far backs come out off where they should, in millimetres to the right and up.

    Of paper that stands and is turned over on its long edge, seen from the back.
    """

    x: Annotated[Number, between(-20, 20)] = 0
    y: Annotated[Number, between(-20, 20)] = 0


class Printer(Placed):
    """One kind of printer, and what becomes of the paper: `handouts/printers/*.yaml`.

    `unprintable` are the edges it cannot reach. `binding` is how much is kept free, in
    millimetres, at the edge where sheets are held: the left of a front and the right of a back,
    the other way round in a language from right to left. Type below `smallest` and lines below
    `thinnest` (points), and pictures below `resolution` (dots in an inch), come out badly; so do
    areas of `solid_area` (square centimetres) of which more than `solid` is ink. `queue` is its
    name on the print server, where it is one printer and not a kind.
    """

    printer: Name
    title: Rich
    papers: Many[Paper]
    queue: Annotated[Text | None, Field(exclude=True)] = None  # no file depends on these two
    offset: Annotated[Offset, Field(exclude=True)] = Offset()
    unprintable: Edges = Field(default_factory=Edges)
    binding: Annotated[Number, between(0, 60)] = 0
    holes: Holes | None = None
    window: Window | None = None
    smallest: Annotated[Number, between(0, 72)] = 8
    thinnest: Annotated[Number, between(0, 10)] = 0.4
    resolution: Annotated[Number, between(0, 2400)] = 150
    solid: Annotated[Number, between(0, 1)] = 0.75
    solid_area: Annotated[Number, between(1, 700)] = 60

    @model_validator(mode="after")
    def _room(self) -> Self:
        """Something of each page is left to print on."""
        edges = self.unprintable
        if edges.left + edges.right + self.binding > 70 or edges.top + edges.bottom > 70:
            raise wrong("out-of-range", "less than half of the smallest paper is left to print on")
        return self


# The printer for which leaflets are checked as they are built, where a site names no other.
USUAL = Text("desktop-laser")
