"""What shows of a leaflet before it is read: its band with a drawing, the tab at its edge."""

from __future__ import annotations

from typing import Annotated

from builder.model.placed import Placed
from builder.source.values import Flag, Many, Name, Number, between


class TabPlace(Placed):
    """One of the tabs of a stack of leaflets: the group it is for, and its icon."""

    group: Name
    icon: Name


class Tab(Placed):
    """The tab at the outer edge of each page, in the colour of the leaflet's group.

    Lengths in millimetres, `width` from the edge of the paper. Without a bleed it stands a little
    off the edge, where printers print. Each group has its own height on
    the page, in the order of `groups`, so that a stack shows them. A layout whose pages are
    printed on both sides is `mirrored`: on even pages the outer edge is where lines begin.
    """

    width: Annotated[Number, between(4, 40)]
    height: Annotated[Number, between(8, 100)]
    icon: Annotated[Number, between(3, 30)]
    groups: Many[TabPlace]
    mirrored: Flag = False


class Cover(Placed):
    """The band at the top of the first page, with the drawing of the handout beside its title.

    In millimetres: the least height of the band, from the edge of the paper, and the height of the
    drawing, which is smaller or goes where a long title needs the room.
    """

    height: Annotated[Number, between(10, 200)]
    picture: Annotated[Number, between(8, 150)]
