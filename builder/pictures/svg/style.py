"""How the shapes of an SVG are painted: colours, strokes, and what shapes inherit.

Values are kept as the operands PDF wants. A property that would change the
picture and that flat print cannot show is refused; one that says nothing about
shapes (fonts, pointers, notes of editors) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from builder.pictures.svg.colours import CURRENT, Palette, colour, current, operands
from builder.pictures.svg.css import Declaration
from builder.pictures.svg.paths import NUMBER, UnsupportedSvg, quoted
from builder.pictures.svg.shapes import View, length, lengths

BUTT = "0"
URL = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)\s*(.*)")


@dataclass(frozen=True)
class Server:
    """A gradient that paints, by its id, and the colour where there is none ('' to refuse)."""

    id: str
    otherwise: str


Paint = str | Server


@dataclass(frozen=True)
class Style:
    """What shapes inherit: a colour is '' for none, or CURRENT; `width` is in user units.

    `view` is what percentages are of. `dash` are the lengths of dashes and gaps.
    """

    palette: Palette
    view: View = (0.0, 0.0)
    fill: Paint = "0 0 0"
    stroke: Paint = ""
    rule: str = ""
    clip_rule: str = ""
    width: float = 1.0
    cap: str = BUTT
    join: str = "0"
    miter: str = "4"
    dash: tuple[float, ...] = ()
    offset: float = 0.0
    hidden: bool = False
    fill_seen: bool = True
    stroke_seen: bool = True

    def inks(self) -> tuple[Paint, Paint]:
        """What `fill` and `stroke` paint: CURRENT is inherited unresolved (CSS Color 4)."""
        fill = self.fill if self.fill_seen else ""
        stroke = self.stroke if self.stroke_seen and self.width else ""
        return self._ink(fill), self._ink(stroke)

    def _ink(self, paint: Paint) -> Paint:
        return current(self.palette) if paint == CURRENT else paint


@dataclass(frozen=True)
class Own:
    """What is said of an element alone: whether it is drawn, and the ids of what cuts it."""

    drawn: bool = True
    clip: str = ""
    mask: str = ""
    overflow: str = ""


def inherit(
    style: Style, properties: Iterable[Declaration], faults: list[UnsupportedSvg]
) -> tuple[Style, Own]:
    """The style of an element with these properties inside of one with `style`, and its own."""
    own = Own()
    parent = style
    for said in properties:
        value = said.value.strip()
        if value == "inherit" or SAYS_NOTHING.fullmatch(f"{said.name}:{value}"):
            continue
        try:
            if said.name in ALONE:
                own = replace(own, **ALONE[said.name](said.name, value))
            elif said.name in PROPERTIES:
                style = replace(style, **_read(said.name, value, style, parent))
            else:
                name = f"{quoted(said.name)} with the value {quoted(value)}"
                raise UnsupportedSvg(f"{name} cannot be drawn{WHY.get(said.name, '')}")
        except UnsupportedSvg as fault:
            faults.append(UnsupportedSvg(str(fault), said.line))
    return style, own


def _read(name: str, value: str, style: Style, parent: Style) -> dict[str, Any]:
    key, read = PROPERTIES[name]
    if value == "initial":
        return {key: getattr(Style(parent.palette), key)}
    return {key: read(name, value, style)}


WHY = {
    "transform-origin": "; put it into 'transform'",
    "transform": "; write it as an attribute",
    "filter": "; use one flat colour",
    "vector-effect": "; give the stroke its width as it is seen",
    **dict.fromkeys(
        ("marker", "marker-start", "marker-mid", "marker-end"), "; draw the heads of arrows"
    ),
}


# -- properties that are inherited


def _paint(name: str, value: str, style: Style) -> Paint:
    if match := URL.fullmatch(value):
        return Server(match[1].strip(), match[2].strip())
    return colour(value, style.palette)


def _current(name: str, value: str, style: Style) -> Palette:
    own = colour(value, style.palette)
    return style.palette if own == CURRENT else {**style.palette, "current": own}


def _width(name: str, value: str, style: Style) -> float:
    width = length(name, value, style.view)
    if width < 0:
        raise UnsupportedSvg(f"'{name}' must not be less than 0")
    return width


def _offset(name: str, value: str, style: Style) -> float:
    return length(name, value, style.view)


def _dash(name: str, value: str, style: Style) -> tuple[float, ...]:
    """Dashes and gaps in turn; an odd number is taken twice (SVG 2, 13.5.6)."""
    if value == "none":
        return ()
    found = lengths(name, value, style.view)
    if min(found) < 0:
        raise UnsupportedSvg(f"'{name}' must not be less than 0")
    return tuple(found * (1 + len(found) % 2)) if sum(found) else ()


def _miter(name: str, value: str, style: Style) -> str:
    if not re.fullmatch(NUMBER, value) or not 1 <= float(value) <= 1000:
        raise UnsupportedSvg(f"'{name}' must be a number from 1 to 1000; not {quoted(value)}")
    return operands(float(value))


def _seen(name: str, value: str, style: Style) -> bool:
    return _share(name, value)


def _share(name: str, value: str) -> bool:
    """Whether something of this opacity is seen; what lies between is refused."""
    match = re.fullmatch(rf"({NUMBER})(%?)", value)
    share = float(match[1]) / (100 if match[2] else 1) if match else 0.5
    if 0 < share < 1:
        said = f"{quoted(name)} with the value {quoted(value)} cannot be drawn"
        raise UnsupportedSvg(f"{said}; print has no transparency here, so mix the colour itself")
    return share > 0


def _choice(**choices: Any) -> Callable[[str, str, Style], Any]:
    def read(name: str, value: str, style: Style) -> Any:
        if value.lower() not in choices:
            raise UnsupportedSvg(f"'{name}' must be {' or '.join(choices)}; not {quoted(value)}")
        return choices[value.lower()]

    return read


# Which part of the style a property sets, and how its value is read; J and j of
# PDF count caps and joins in the order given here (ISO 32000-1, 8.4.3.3 and 8.4.3.4).
PROPERTIES: dict[str, tuple[str, Callable[[str, str, Style], object]]] = {
    "color": ("palette", _current),
    "fill": ("fill", _paint),
    "fill-opacity": ("fill_seen", _seen),
    "fill-rule": ("rule", _choice(nonzero="", evenodd="*")),
    "clip-rule": ("clip_rule", _choice(nonzero="", evenodd="*")),
    "stroke": ("stroke", _paint),
    "stroke-opacity": ("stroke_seen", _seen),
    "stroke-width": ("width", _width),
    "stroke-linecap": ("cap", _choice(butt=BUTT, round="1", square="2")),
    "stroke-linejoin": ("join", _choice(miter="0", round="1", bevel="2")),
    "stroke-miterlimit": ("miter", _miter),
    "stroke-dasharray": ("dash", _dash),
    "stroke-dashoffset": ("offset", _offset),
    "visibility": ("hidden", _choice(visible=False, hidden=True, collapse=True)),
}


# -- properties of an element alone


def _display(name: str, value: str) -> dict[str, Any]:
    return {"drawn": value != "none"}


def _alone(name: str, value: str) -> dict[str, Any]:
    return {"drawn": False} if not _share(name, value) else {}


def _cut(key: str) -> Callable[[str, str], dict[str, Any]]:
    def read(name: str, value: str) -> dict[str, Any]:
        match = URL.fullmatch(value)
        if not match or match[2]:
            raise UnsupportedSvg(f"{quoted(name)} with the value {quoted(value)} cannot be drawn")
        return {key: match[1].strip()}

    return read


ALONE: dict[str, Callable[[str, str], dict[str, Any]]] = {
    "display": _display,
    "opacity": _alone,
    "clip-path": _cut("clip"),
    "mask": _cut("mask"),
    "overflow": lambda name, value: {"overflow": value},
}
# Written as name:value. The last lines are about text, gradients and the screen.
SAYS_NOTHING = re.compile(
    r"(filter|mask|clip-path|marker(-\w+)?|vector-effect):none"
    r"|(paint-order|mix-blend-mode):normal|background(-color)?:(none|transparent)"
    r"|(isolation|enable-background|pointer-events|color-scheme|mask-type|transition):.*"
    r"|(-inkscape|font|text|letter|word|line|shape|image|color|stop|solid|flood)-[\w-]+:.*"
    r"|(lighting-color|unicode-bidi|user-select|will-change|touch-action|baseline-shift):.*"
    r"|(font|cursor|direction|writing-mode|white-space|(dominant-|baseline-)[\w-]+):.*"
)
