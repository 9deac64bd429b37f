"""Colours as the eye takes them: how light one is, how far two are apart, what a screen can show.

Colours are `#rrggbb`. Each answer is remembered: a brand has few colours, asked for on every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.caches import remembered

if TYPE_CHECKING:
    from coloraide import Color

PALER = 0.02  # of a colour's own chroma
OUTSIDE = 0.0005  # how far outside of what a screen shows linear light may be: no step of 255


def _colour(*given: Any) -> Color:
    from coloraide import Color  # takes as long to load as all the rest of a command

    return Color(*given)


@remembered
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, "contrast ratio"), from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@remembered
def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2), from 0 for black to 1 for white; every check needs it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def grey(colour: str) -> str:
    """The grey that is as light: it has the same contrast with any other colour."""
    linear = luminance(colour)
    value = linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return "#" + f"{round(value * 255):02x}" * 3


@remembered
def oklab(colour: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, how red and how yellow: equal steps look equal (CSS Color 4, 9)."""
    light, a, b = _colour(colour).convert("oklab").coords()
    return light, a, b


@remembered
def on_screen(light: float, a: float, b: float) -> str:
    """The `#rrggbb` of an OKLab colour; one that no screen can show is made paler until one can."""
    chroma = 1.0
    while chroma > 0:
        shown = _colour("oklab", (light, a * chroma, b * chroma)).convert("srgb-linear")
        if shown.in_gamut(tolerance=OUTSIDE):
            break
        chroma -= PALER
    else:
        shown = _colour("oklab", (light, 0, 0))
    return shown.convert("srgb").clip().to_string(hex=True)
