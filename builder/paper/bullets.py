"""The marks of lists: round bullets, at a text's first line."""

from __future__ import annotations

from typing import Any

from builder.paper.boxes import Painter
from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.rows import circle

INDENT = 1.25  # ems, of the words from the start of the list


def disc(page: Composer, flow: Flow, *, hollow: bool = False) -> Painter:
    """A round bullet at a text's first line: the list's kind says it to a screen reader."""
    setting = flow.paragraph.setting
    colour, radius = page.colour(page.ink or "primary"), setting.size * 0.19
    pen = setting.size * 0.09

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        x_height = setting.regular[0].metrics["x"] * setting.size / 1000
        middle = flow.paragraph.baseline - x_height / 2
        left = page.at(x, width, setting.size * 0.42 - radius, radius * 2)
        if hollow:
            path = circle(left + radius, y + height - middle, radius - pen / 2)
            canvas.paint(f"{colour} RG {pen:.2f} w {path} s")
        else:
            canvas.paint(f"{colour} rg {circle(left + radius, y + height - middle, radius)} f")

    return paint
