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
from builder.pdf.svg_paths import COMMA, NUMBER, SPACE, UnsupportedSvg, quoted
from builder.pdf.svg_shapes import length

BUTT = "0"
CURRENT = "currentColor"
# Colours by role, as operands of rg and RG.
Palette = Mapping[str, str]


@dataclass(frozen=True)
class Style:
    """What shapes inherit: a colour is '' for none, or CURRENT; `width` is in user units."""

    palette: Palette
    fill: str = "0 0 0"
    stroke: str = ""
    rule: str = ""
    width: float = 1.0
    cap: str = BUTT
    join: str = "0"
    miter: str = "4"

    def ink(self, colour: str) -> str:
        """The operands of `fill` or `stroke`: CURRENT is inherited unresolved (CSS Color 4)."""
        return _role("current", self.palette) if colour == CURRENT else colour


def inherit(style: Style, properties: Mapping[str, str]) -> Style:
    """The style of an element with these properties inside of one with `style`."""
    changes: dict[str, Any] = {}
    for name in properties:
        value = properties[name].strip()
        if value == "inherit" or SAYS_NOTHING.fullmatch(f"{name}:{value}"):
            continue
        if name not in PROPERTIES:
            said = f"{quoted(name)} with the value {quoted(value)}"
            raise UnsupportedSvg(f"{said} cannot be drawn{_why(name)}")
        key, read = PROPERTIES[name]
        changes[key] = read(name, value, style.palette)
    return replace(style, **changes) if changes else style


def declarations(style: str) -> dict[str, str]:
    """The properties in a `style` attribute (CSS Style Attributes, section 3)."""
    found = {}
    for part in filter(str.strip, style.split(";")):
        name, colon, value = part.partition(":")
        if not colon:
            raise UnsupportedSvg(f"the style {quoted(part.strip())} cannot be read")
        found[name.strip().lower()] = value.strip()
    return found


def _why(name: str) -> str:
    if "opacity" in name:
        return "; print has no transparency here, so mix the colour itself"
    return WHY.get(name, "")


WHY = {
    "stroke-dasharray": "; draw each dash",
    "display": "; delete what is hidden",
    "visibility": "; delete what is hidden",
}


# -- colours

NAMES = {
    **{"black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080"},
    **{"white": "#ffffff", "maroon": "#800000", "red": "#ff0000", "purple": "#800080"},
    **{"fuchsia": "#ff00ff", "green": "#008000", "lime": "#00ff00", "olive": "#808000"},
    **{"yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff", "teal": "#008080"},
    **{"aqua": "#00ffff", "orange": "#ffa500"},
}
ROLE = re.compile(r"var\(\s*--([\w-]+)\s*\)", re.ASCII)
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
RGB = re.compile(rf"rgb\({SPACE}({NUMBER}%?){COMMA}({NUMBER}%?){COMMA}({NUMBER}%?){SPACE}\)")


def colour(value: str, palette: Palette) -> str:
    """The operands of a colour, three parts from 0 to 1; '' for none, or CURRENT."""
    if role := ROLE.fullmatch(value):
        return _role(role[1], palette)
    word = NAMES.get(value.lower(), value.lower())
    if word == CURRENT.lower():
        return CURRENT
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
        raise UnsupportedSvg(f"{quoted(value)} is transparent; mix the colour itself, as #rrggbb")
    raise UnsupportedSvg(f"{quoted(value)} is not a colour that can be read; write it as #rrggbb")


def _role(name: str, palette: Palette) -> str:
    if name not in palette:
        hint = did_you_mean(name, palette) or "no roles are given"
        raise UnsupportedSvg(f"no colour has the role {quoted(name)}; {hint}")
    return palette[name]


def _part(text: str) -> float:
    share = float(text[:-1]) / 100 if text.endswith("%") else float(text) / 255
    return min(max(share, 0), 1)


def _operands(*parts: float) -> str:
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)


# -- properties


def _paint(name: str, value: str, palette: Palette) -> str:
    return colour(value, palette)


def _current(name: str, value: str, palette: Palette) -> Palette:
    own = colour(value, palette)
    return palette if own == CURRENT else {**palette, "current": own}


def _width(name: str, value: str, palette: Palette) -> float:
    width = length(name, value)
    if width < 0:
        raise UnsupportedSvg(f"'{name}' must not be less than 0")
    return width


def _miter(name: str, value: str, palette: Palette) -> str:
    if not re.fullmatch(NUMBER, value) or not 1 <= float(value) <= 1000:
        raise UnsupportedSvg(f"'{name}' must be a number from 1 to 1000; not {quoted(value)}")
    return _operands(float(value))


def _choice(**operands: str) -> Callable[[str, str, Palette], str]:
    def read(name: str, value: str, palette: Palette) -> str:
        if value.lower() not in operands:
            raise UnsupportedSvg(f"'{name}' must be {' or '.join(operands)}; not {quoted(value)}")
        return operands[value.lower()]

    return read


# Which part of the style a property sets, and how its value is read; J and j of
# PDF count caps and joins in the order given here (ISO 32000-1, 8.4.3.3 and 8.4.3.4).
PROPERTIES: dict[str, tuple[str, Callable[[str, str, Palette], object]]] = {
    "color": ("palette", _current),
    "fill": ("fill", _paint),
    "fill-rule": ("rule", _choice(nonzero="", evenodd="*")),
    "stroke": ("stroke", _paint),
    "stroke-width": ("width", _width),
    "stroke-linecap": ("cap", _choice(butt=BUTT, round="1", square="2")),
    "stroke-linejoin": ("join", _choice(miter="0", round="1", bevel="2")),
    "stroke-miterlimit": ("miter", _miter),
}
# Written as name:value. The last two lines are about text, gradients and the screen.
SAYS_NOTHING = re.compile(
    r"(fill-|stroke-)?opacity:(1(\.0*)?|100%)"
    r"|(stroke-dasharray|filter|mask|clip-path|marker(-\w+)?|vector-effect):none"
    r"|display:(inline|block)|visibility:visible|(paint-order|mix-blend-mode):normal"
    r"|(overflow|isolation|clip-rule|stroke-dashoffset|enable-background|pointer-events):.*"
    r"|(-inkscape|font|text|letter|word|line|shape|image|color|stop|solid|flood)-[\w-]+:.*"
    r"|(font|cursor|direction|writing-mode|white-space|(dominant-|baseline-)[\w-]+):.*"
)
