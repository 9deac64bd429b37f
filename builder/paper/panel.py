"""Callouts: a ground, an edge or a bar, an icon and a label in words.

Kinds are told apart by word and by shape (a bar, a frame, a filled band), not
by colour alone (WCAG 2.2, 1.4.1), so they stay apart on a grey photocopy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from builder.model import Box as BoxLook
from builder.paper.boxes import Box, Inset, Painter
from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.paint import paint_drawing, rounded

SIDE = 9.0  # points: in the tightest box, text keeps so far from its sides


def panel(page: Composer, kind: str, title: Flow, contents: Sequence[Flowable]) -> Box:
    """A callout of the layout's box `kind`: the title after its icon, then its contents."""
    look = page.look(kind)
    inset = look.inset
    if look.band and look.band != look.fill:
        return _banded(page, look, title, contents, inset)
    side = max(inset, page.points(SIDE))
    start = side + look.bar_width
    body = [_labelled(page, look, title), *contents]
    return page.kept(
        body, inset=page.inset(inset, side, inset, start), ground=[_ground(page, look)]
    )


def sides(page: Composer, look: BoxLook) -> float:
    """How much narrower than the box its contents are, in points."""
    side = max(look.inset, page.points(SIDE))
    return side * 2 + (0 if look.band else look.bar_width)


def _labelled(page: Composer, look: BoxLook, title: Flow) -> Box:
    """The label with its icon before it."""
    title.keep_with_next = True
    size = title.paragraph.leading
    once: list[Painter] = []
    indent = 0.0
    if look.icon:
        picture = page.icon(look.icon, look.label, look.on_icon)
        indent = size * 1.35

        def icon(canvas: Any, x: float, y: float, width: float, height: float) -> None:
            side = size * 1.05
            level = y + height - size / 2 - side / 2
            canvas.paint(paint_drawing(picture, page.at(x, width, 0, side), level, side))

        once.append(icon)
    box = Box([title], inset=page.inset(start=indent), once=once, after=title.after)
    box.keep_with_next = True
    return box


def _banded(
    page: Composer, look: BoxLook, title: Flow, contents: Sequence[Flowable], inset: float
) -> Box:
    """The loudest kind: the label stands in a filled band across the top."""
    assert look.band
    pad, side = inset * 0.62, max(inset, page.points(SIDE))
    head = _labelled(page, look, title)
    indent = head.inset.left + head.inset.right
    head.inset = page.inset(pad, side, pad, side + indent)
    icon = head.once

    def moved(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        for painter in icon:
            painter(canvas, x + side, y, width - side * 2, height - pad)

    band = page.colour(look.band)

    def fill(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        canvas.paint(f"{band} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    head.ground, head.once = (fill,), (moved,)
    head.after = 0
    body = Box(contents, inset=Inset(inset, side, inset, side), page_height=page.page_height)
    return page.kept([head, body], ground=[_ground(page, look)])


def _ground(page: Composer, look: BoxLook) -> Painter:
    """The fill, the edge and the bar of a box."""
    fill = page.colour(look.fill)
    radius = look.radius
    edge = page.colour(look.edge) if look.edge and look.edge_width else ""
    edge_width = look.edge_width
    bar = page.colour(look.bar) if look.bar and look.bar_width else ""
    bar_width = look.bar_width

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        shape = rounded(x, y, width, height, radius)
        code = [f"{fill} rg {shape} f"]
        if edge:
            half = edge_width / 2
            inner = rounded(x + half, y + half, width - edge_width, height - edge_width, radius)
            code.append(f"{edge} RG {edge_width:g} w {inner} S")
        if bar:
            left = page.at(x, width, 0, bar_width)
            code.append(f"{bar} rg {left:.2f} {y:.2f} {bar_width:g} {height:.2f} re f")
        canvas.paint("\n".join(code))

    return paint
