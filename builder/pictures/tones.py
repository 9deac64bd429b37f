"""How far two colours are apart to the eye (WCAG 2.2, "contrast ratio")."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours (WCAG 2.2, "contrast ratio"), from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2), from 0 for black to 1 for white."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
