"""How the shapes of an SVG are painted: colours, strokes, and what shapes inherit.

Values are kept as the operands PDF wants. A property that would change the
picture and that flat print cannot show is refused; one that says nothing about
shapes (fonts, pointers, notes of editors) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from builder.diagnostics import did_you_mean
from builder.pdf.svg_shapes import COMMA, NUMBER, SPACE, UnsupportedSvg, length

# Colours by role, as operands of rg and RG.
Palette = Mapping[str, str]


@dataclass(frozen=True)
class Style:
    """What shapes inherit: a colour is '' for none; `width` is in user units."""

    palette: Palette
    fill: str = "0 0 0"
    stroke: str = ""
    rule: str = ""
    width: float = 1.0
    cap: str = "0"
    join: str = "0"
    miter: str = "4"


def inherit(style: Style, properties: Mapping[str, str]) -> Style:
    """The style of an element with these properties inside of one with `style`."""
    changes: dict[str, Any] = {}
    palette = style.palette
    # `color` comes first: `currentColor` means the one of the same element.
    for name in sorted(properties, key=lambda name: name != "color"):
        value = properties[name].strip()
        if value == "inherit" or SAYS_NOTHING.fullmatch(f"{name}:{value}"):
            continue
        if name not in PROPERTIES:
            raise UnsupportedSvg(f"'{name}' with the value '{value}' cannot be drawn{_why(name)}")
        key, read = PROPERTIES[name]
        changes[key] = read(name, value, palette)
        palette = changes.get("palette", palette)
    return replace(style, **changes) if changes else style


def declarations(style: str) -> dict[str, str]:
    """The properties in a `style` attribute (CSS Style Attributes, section 3)."""
    found = {}
    for part in filter(str.strip, style.split(";")):
        name, colon, value = part.partition(":")
        if not colon:
            raise UnsupportedSvg(f"the style '{part.strip()}' cannot be read")
        found[name.strip().lower()] = value.strip()
    return found


def _why(name: str) -> str:
    if "opacity" in name:
        return "; print has no transparency, so mix the colour itself"
    return "; draw the dashes themselves" if "dash" in name else ""


# -- colours

NAMES = {
    **{"black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080"},
    **{"white": "#ffffff", "maroon": "#800000", "red": "#ff0000", "purple": "#800080"},
    **{"fuchsia": "#ff00ff", "green": "#008000", "lime": "#00ff00", "olive": "#808000"},
    **{"yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff", "teal": "#008080"},
    **{"aqua": "#00ffff", "orange": "#ffa500"},
}
ROLE = re.compile(r"var\(\s*--([\w-]+)\s*\)|(currentcolor)", re.ASCII | re.IGNORECASE)
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
RGB = re.compile(rf"rgb\({SPACE}({NUMBER}%?){COMMA}({NUMBER}%?){COMMA}({NUMBER}%?){SPACE}\)")


def colour(value: str, palette: Palette) -> str:
    """The operands of a colour, three parts from 0 to 1; '' for none."""
    value = value.strip()
    if role := ROLE.fullmatch(value):
        return _role("current" if role[2] else role[1], palette)
    word = NAMES.get(value.lower(), value.lower())
    if word in ("none", "transparent"):
        return ""
    if HEX.fullmatch(word):
        digits = word[1:] if len(word) == 7 else "".join(2 * c for c in word[1:])
        return _operands(*(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    if match := RGB.fullmatch(word):
        return _operands(*map(_part, match.groups()))
    if word.startswith("url("):
        raise UnsupportedSvg("gradients and patterns cannot be drawn; use one flat colour")
    if word.startswith(("rgba", "hsla")) or re.fullmatch("#(.{4}|.{8})", word):
        raise UnsupportedSvg(f"'{value}' is transparent; mix the colour itself, as #rrggbb")
    raise UnsupportedSvg(f"'{value}' is not a colour that can be read; write it as #rrggbb")


def _role(name: str, palette: Palette) -> str:
    if name not in palette:
        raise UnsupportedSvg(f"no colour has the role '{name}'; {did_you_mean(name, palette)}")
    return palette[name]


def _part(text: str) -> float:
    share = float(text[:-1]) / 100 if text.endswith("%") else float(text) / 255
    return min(max(share, 0), 1)


def _operands(*parts: float) -> str:
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)
