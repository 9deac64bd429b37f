"""The tab at the edge of each page: which group a leaflet belongs to, seen in a stack of them."""

from __future__ import annotations

from builder.paper.compose import Composer
from builder.paper.paint import paint_drawing, rounded
from builder.paper.sheet import POINTS
from builder.pdf.canvas import TaggedCanvas

CORNER = 2.0  # millimetres
LINE = 1.2  # points, round a tab
MOST_ICON = 0.8  # of the width of a tab that stands off the edge, and so is narrower
INSET = 4.5  # millimetres from an edge that is not cut: printers leave 3.4 to 4.2 of it white


def draw_tab(canvas: TaggedCanvas, page: Composer, number: int) -> None:
    """Draws the tab of page `number` (from 0), if the layout has one for the handout's group.

    All tabs of the layout together stand in the middle of the height, below the masthead. Where
    the title stands on paper (an edition for copiers), the tab is a frame.
    """
    tab, sheet = page.handout.layout.tab, page.sheet
    names = [str(place.group) for place in tab.groups] if tab else []
    if tab is None or page.handout.group not in names:
        return
    place = names.index(page.handout.group)
    width, height, side = (mm * POINTS for mm in (tab.width, tab.height, tab.icon))
    corner = CORNER * POINTS
    across, down = sheet.paper
    level = (down + height * len(names)) / 2 - height * (place + 1)
    at_start = tab.mirrored and number % 2 == 1
    left = page.at(0, across, 0 if at_start else across - width, width)
    at_left = left < width  # what is reckoned from the right is 0 only nearly
    if sheet.bleed:  # where the paper is cut, corners are square
        beyond = sheet.bleed + CORNER * POINTS
        shape = rounded(left - (beyond if at_left else 0), level, width + beyond, height, corner)
    else:
        left, width = left + (INSET * POINTS if at_left else 0), width - INSET * POINTS
        shape = rounded(left, level, width, height, corner)
    framed = page.style("title").on == "paper"
    ground, front = ("paper", "primary") if framed else ("primary", "on-primary")
    edge = page.colour("primary" if framed else "paper")  # seen where a band stands behind it
    paint = f"{edge} RG {LINE} w {shape} B"
    picture = page.icon(str(tab.groups[place].icon), front, ground)
    side = min(side, width * MOST_ICON)
    icon_x, icon_y = left + (width - side) / 2, level + (height - side) / 2
    icon = paint_drawing(picture, icon_x, icon_y, side)
    canvas.paint(f"{page.colour(ground)} rg {paint}\n{icon}")
