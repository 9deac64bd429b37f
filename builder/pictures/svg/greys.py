"""A drawing in greys, as a printer without colour is to show it."""

from __future__ import annotations

import re
from dataclasses import replace

from builder.pictures.svg.svg import Drawing
from builder.pictures.tones import grey

# What sets the colour of shapes or of edges (ISO 32000-1, 8.6.8).
COLOUR = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)\b")


def greyed(drawing: Drawing) -> Drawing:
    """The same drawing on paper, each colour that is its own as the grey that is as light."""
    return replace(drawing, operators=COLOUR.sub(_grey, drawing.operators))


def _grey(found: re.Match[str]) -> str:
    *parts, operator = found.groups()
    given = "#" + "".join(f"{round(float(part) * 255):02x}" for part in parts)
    level = f"{int(grey(given)[1:3], 16) / 255:.3g}"
    return f"{level} {level} {level} {operator}"
