"""The style of a page: its faces, the brand's colours in two themes, the layout's boxes, print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.model import LIGHTS, Box, Handout
from builder.notation.direction import direction
from builder.project import bundled_text
from builder.web.data_uri import address
from builder.web.themes import Palette, Theme
from builder.web.typefaces import faces

# The ground of the title is the brand's mark: it is the same in every theme, as is the logo on it.
MASTHEAD = ("organisation", "title", "subtitle")
DARK = "@media screen and (prefers-color-scheme:dark)"
# Bars stand on the page itself, and are turned round with it: light becomes dark, a hue stays.
TURNED = ".time-chart img{background:none;filter:invert(.88) hue-rotate(180deg)}"
SET = "body,h1,h2,h3,h4,p,ul,ol,dl,table,figure,div"  # what sets a distance between lines
BODY = 1.1875  # rem; what `style.css` sets text in


def style(handout: Handout) -> str:
    """The whole style sheet of a handout's page."""
    palette = Palette.of(handout.brand.colours, handout.layout)
    dark = [rule(":root", palette.dark_properties()), *_boxes(handout, palette, "dark"), TURNED]
    return "\n".join(
        [
            *faces(handout),
            rule(":root", {**palette.properties(), **_styles(handout, palette)}),
            *_boxes(handout, palette, "light"),
            f"{DARK}{{{''.join(dark)}}}" if palette.has_dark else "",
            bundled_text("web/style.css").decode("utf-8"),
            *_leading(handout),
            *_print(handout),
        ]
    )


def rule(selector: str, properties: Mapping[str, str]) -> str:
    return f"{selector}{{{';'.join(f'{name}:{value}' for name, value in properties.items())}}}"


def quoted(text: str) -> str:
    """A string of CSS that can end neither itself nor the style sheet."""
    return '"' + re.sub(r"[^\w .,:·–-]", lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


def _styles(handout: Handout, palette: Palette) -> dict[str, str]:
    """The colours of each style of the layout's text, and of its ground."""
    found: dict[str, str] = {}
    for name, look in handout.layout.styles.items():
        role, ground = str(look.colour), str(look.on)
        prefix = f"--style-{name.replace('_', '-')}"
        if name in MASTHEAD:
            found[prefix], found[f"{prefix}-on"] = f"var(--own-{role})", f"var(--own-{ground})"
        else:
            found[prefix] = palette.name(role, ground)
            found[f"{prefix}-on"] = palette.name(ground, ground)
    return found


def _boxes(handout: Handout, palette: Palette, theme: Theme) -> Iterator[str]:
    """The look of each box as the layout tells it; in the dark theme only its icon is another."""
    for name, look in _shown(handout):
        properties = {} if theme == "dark" else _box(look, palette)
        if look.icon:
            ground = str(look.band or look.fill)
            accent = palette.shown(str(look.label), ground, theme)
            on_accent = palette.shown(str(look.on_icon), ground, theme)
            icon = dict(handout.icons)[str(look.icon)]
            picture = address(icon, {"accent": accent, "on-accent": on_accent})
            properties["--box-icon"] = f'url("{picture}")'
        if properties:
            yield rule(f".box.{name}", properties)


def _shown(handout: Handout) -> Iterator[tuple[str, Box]]:
    """The boxes of the layout; lights only where a block is one: their lamps are long."""
    lit = {getattr(block, "boxed", "") for block in handout.blocks()}
    for name, look in handout.layout.boxes.items():
        if name not in LIGHTS or name in lit:
            yield str(name), look


def _box(look: Box, palette: Palette) -> dict[str, str]:
    """Lengths in points, as on paper."""
    fill = str(look.fill)
    edge = f"{look.edge_width:g}pt solid var(--rule-{look.edge})" if look.edge else "0"
    bar = f"{look.bar_width:g}pt solid var(--rule-{look.bar})" if look.bar else edge
    return {
        "--box-fill": palette.name(fill, fill),
        "--box-text": palette.name("text", fill),
        "--box-link": palette.name("primary", fill),
        "--box-label": palette.name(str(look.label), str(look.band or look.fill)),
        "--box-band": palette.name(str(look.band), str(look.band)) if look.band else "transparent",
        "--box-edge": edge,
        "--box-bar": bar,
        "--box-bar-width": f"{look.bar_width if look.bar else 0:g}pt",
        "--box-radius": f"{look.radius:g}pt",
        "--box-inset": f"{look.inset:g}pt",
    }


def _leading(handout: Handout) -> Iterator[str]:
    """More room between the lines in languages whose letters climb or hang."""
    languages = {handout.language, *(c.language for c in handout.chapters)}
    languages |= {str(block.language) for block in handout.blocks() if block.language}
    for language in sorted(filter(None, languages)):
        leading = max((t.leading for t in handout.typefaces if t.suits(language)), default=0)
        if leading:
            yield rule(f":lang({language}):is({SET})", {"line-height": f"{leading:g}"})


def _print(handout: Handout) -> Iterator[str]:
    """On paper: the layout's size and margins, and what every sheet of it must say."""
    layout, own = handout.layout, handout.brand.colours
    sides = (layout.margins.top, layout.margins.right, layout.margins.bottom, layout.margins.left)
    body = layout.styles["body"]
    size, leading = f"font-size:{body.size / BODY:.2f}pt", body.leading / body.size
    yield f"@media print{{html{{{size}}}body{{line-height:{leading:.3g}}}}}"
    before, _, rest = handout.phrase("page").text.partition("%page%")
    between, _, after = rest.partition("%pages%")
    version = f"{handout.code} · {handout.phrase('version').text} {handout.version.text} · "
    page = (
        f"{quoted(version + before)} counter(page) {quoted(between)} counter(pages) {quoted(after)}"
    )
    type_ = "10pt leaflet,system-ui,sans-serif"
    foot = handout.standing or handout.brand.name
    sides_ = ["left", "right"] if direction(handout.language) == "ltr" else ["right", "left"]
    yield (
        f"@page{{margin:{' '.join(f'{side:g}mm' for side in sides)};"
        f"@bottom-{sides_[0]}{{content:{quoted(foot.text)};"
        f"font:bold {type_};color:{own['muted']}}}"
        f"@bottom-{sides_[1]}{{content:{page};font:{type_};color:{own['muted']}}}}}"
    )
