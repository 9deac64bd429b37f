"""Figures in a drawing, as shapes: its words are its alt text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.pictures.sketch import paint, path

if TYPE_CHECKING:
    from builder.text.faces import Face


def numeral(
    face: Face, number: int, x: float, y: float, *, size: float, role: str
) -> tuple[list[str], float]:
    """A number round (x, y), y downwards, `size` points in a colour role; and how wide it is."""
    scale = size / 1000
    signs = [(face.outline(sign), face.advance(face.gid(sign))) for sign in str(number)]
    across = sum(width for _, width in signs) * scale
    start, cap, shapes = x - across / 2, face.metrics["cap"] * scale, []
    for data, width in signs:
        place = f"translate({start:.2f} {y + cap / 2:.2f}) scale({scale:.5f} {-scale:.5f})"
        shapes.append(path(data, paint(role), place))
        start += width * scale
    return shapes, across
