"""Colours as SVG files name them (CSS Color 4), as the operands PDF wants."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

from builder.diagnostics import did_you_mean
from builder.pictures.svg.paths import COMMA, NUMBER, SPACE, UnsupportedSvg, quoted

CURRENT = "currentColor"
NOTHING = ("none", "transparent")
KEYWORDS = (CURRENT.lower(), *NOTHING)
# Colours by role, as operands of rg and RG.
Palette = Mapping[str, str]

ROLE = re.compile(r"var\(\s*--([\w-]+)\s*\)", re.ASCII)
HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
UNIT = r"(?:%|deg|turn|rad|grad)?+"
FUNCTION = re.compile(
    rf"(rgb|hsl)a?\({SPACE}({NUMBER}{UNIT}){COMMA}({NUMBER}%?+){COMMA}({NUMBER}%?+){SPACE}"
    rf"(?:[,/]{SPACE}({NUMBER}%?+){SPACE})?+\)"
)
LIGHT = re.compile(r"light-dark\((.*)\)", re.S)
TURNS = {"deg": 1 / 360, "turn": 1.0, "rad": 0.15915494, "grad": 1 / 400, "": 1 / 360}


def colour(value: str, palette: Palette) -> str:
    """The operands of a colour, three parts from 0 to 1; '' for none, or CURRENT."""
    if role := ROLE.fullmatch(value):
        return _role(role[1], palette)
    if both := LIGHT.fullmatch(value):
        return colour(_first(both[1]), palette)
    word = value.lower()
    if word.isalpha() and word not in KEYWORDS:
        word = _named(word)
    if word == CURRENT.lower():
        return CURRENT
    if word in NOTHING:
        return ""
    if HEX.fullmatch(word):
        digits = word[1:] if len(word) > 5 else "".join(2 * c for c in word[1:])
        red, green, blue, *alpha = (
            int(digits[i : i + 2], 16) / 255 for i in range(0, len(digits), 2)
        )
        return _opaque((red, green, blue), alpha[0] if alpha else 1, value)
    if match := FUNCTION.fullmatch(word):
        kind, *parts, alpha_part = match.groups()
        made = _rgb(*parts) if kind == "rgb" else _hsl(*parts)
        return _opaque(made, _share(alpha_part, 1) if alpha_part else 1, value)
    raise UnsupportedSvg(f"{quoted(value)} is not a colour that can be read; write it as #rrggbb")


def current(palette: Palette) -> str:
    """What `currentColor` stands for."""
    return _role("current", palette)


def operands(*parts: float) -> str:
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)


def _role(name: str, palette: Palette) -> str:
    if name not in palette:
        hint = did_you_mean(name, palette) or "no roles are given"
        raise UnsupportedSvg(f"no colour has the role {quoted(name)}; {hint}")
    return palette[name]


def _first(both: str) -> str:
    """The colour before the comma that is in no brackets: the one for paper."""
    depth = 0
    for place, character in enumerate(both):
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            return both[:place].strip()
    return both.strip()


def _opaque(parts: tuple[float, float, float], alpha: float, value: str) -> str:
    if alpha <= 0:
        return ""
    if alpha < 1:
        raise UnsupportedSvg(f"{quoted(value)} is transparent; mix the colour itself, as #rrggbb")
    return operands(*parts)


def _share(text: str, whole: float) -> float:
    share = float(text[:-1]) / 100 if text.endswith("%") else float(text) / whole
    return min(max(share, 0), 1)


def _rgb(*parts: str) -> tuple[float, float, float]:
    if not all(re.fullmatch(NUMBER + "%?", part) for part in parts):
        raise UnsupportedSvg("a part of rgb() is a number or a percentage; write it as #rrggbb")
    red, green, blue = (_share(part, 255) for part in parts)
    return red, green, blue


def _hsl(hue: str, saturation: str, lightness: str) -> tuple[float, float, float]:
    match = re.fullmatch(rf"({NUMBER})(deg|turn|rad|grad)?", hue)
    if not match:
        raise UnsupportedSvg(f"{quoted(hue)} is not a hue that can be read; write it as #rrggbb")
    turn = float(match[1]) * TURNS[match[2] or ""] % 1
    return colorsys.hls_to_rgb(turn, _share(lightness, 100), _share(saturation, 100))


def _named(word: str) -> str:
    """The colour that CSS names so (CSS Color 4, 6.1) as #rrggbb, or else the word."""
    from PIL.ImageColor import getrgb  # Pillow is loaded only where a colour has a name

    try:  # not its table: it keeps there, as numbers, what it was asked for
        red, green, blue, *_ = getrgb(word)
    except ValueError:
        return word
    return f"#{red:02x}{green:02x}{blue:02x}"
