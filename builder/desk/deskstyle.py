"""The style of the page: the brand's colours in two themes, then what is the same for all."""

from __future__ import annotations

from builder.model import Brand
from builder.project import bundled_text
from builder.web.stylesheet import DARK, rule
from builder.web.themes import PAGE_GROUNDS, Palette

# What the page puts text on, beside the page itself.
GROUNDS = (*PAGE_GROUNDS, "important-surface", "primary", "urgent-surface")


def style(brand: Brand) -> str:
    colours = {str(role): str(colour) for role, colour in brand.colours.items()}
    palette = Palette(colours, GROUNDS)
    dark = rule(":root", palette.dark_properties())
    return "\n".join(
        [
            rule(":root", palette.properties()),
            f"{DARK}{{{dark}}}" if palette.has_dark else "",
            bundled_text("desk/desk.css").decode(),
        ]
    )
