"""The brand's colours on a screen, in the light theme as printed and in a dark one made from it.

On paper every pair of text and ground was checked to have a contrast of 4.5 to
1, so one of the two is lighter than `MIDDLE` and one darker. The dark theme
keeps filled grounds and what stands on them (they are dark already), and turns
the others round: what is light becomes dark, what is dark becomes light.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from builder.model import Layout
from builder.pictures.tones import contrast, luminance, oklab, on_screen
from builder.place import Text

Theme = Literal["light", "dark"]

READ, SEE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
# No darker than this is a colour with less than 4.5 to 1 on white.
MIDDLE = 1.05 / READ - 0.05
STEP = 0.005  # of lightness in OKLab, from 0 to 1
# What the style sheet itself puts on paper and in boxes, beside what the layout names.
PAGE_GROUNDS = ("paper", "surface")


@dataclass(frozen=True)
class Palette:
    """The colours of a brand by role, and the roles that a layout puts text on."""

    own: Mapping[str, str]
    grounds: tuple[str, ...]

    @classmethod
    def of(cls, colours: Mapping[Text, Text], layout: Layout) -> Palette:
        used = {*PAGE_GROUNDS, *(str(style.on) for style in layout.styles.values())}
        used |= {
            str(role) for box in layout.boxes.values() for role in (box.fill, box.band) if role
        }
        return cls({str(k): str(v) for k, v in colours.items()}, tuple(sorted(used)))

    @property
    def has_dark(self) -> bool:
        """Whether there is a dark theme beside the brand's own: not for a brand on dark paper."""
        return self.light("paper")

    def light(self, role: str) -> bool:
        return luminance(self.own[role]) > MIDDLE

    def filled(self, ground: str) -> bool:
        """Whether a ground is dark, so that every theme keeps it."""
        return not self.light(ground)

    def turned(self) -> dict[str, str]:
        """Each role in the dark theme, where it stands on a page or a light box, or is one."""
        dark = {role: _darkened(c) for role, c in self.own.items() if self.light(role)}
        grounds = [dark[role] for role in self.grounds if role in dark]
        rest = {role: c for role, c in self.own.items() if role not in dark}
        return {**dark, **{role: _lightened(c, grounds) for role, c in rest.items()}}

    def rules(self) -> dict[str, str]:
        """Each role in the dark theme, as an edge or a line."""
        turned = self.turned()
        grounds = [turned[role] for role in self.grounds if self.light(role)]
        return {
            role: _dimmed(c, grounds) if self.light(role) else turned[role]
            for role, c in self.own.items()
        }

    def shown(self, role: str, ground: str, theme: Theme) -> str:
        """The colour of a role where it stands on `ground`, or is that ground."""
        if theme == "light" or not self.has_dark or self.filled(ground):
            return self.own[role]
        return self.turned()[role]

    def name(self, role: str, ground: str) -> str:
        """The custom property that has the colour `shown` tells of."""
        return f"var(--own-{role})" if self.filled(ground) else f"var(--{role})"

    def properties(self) -> dict[str, str]:
        """Custom properties of the light theme: each role, also as a rule, and as it is printed."""
        found = {f"--own-{role}": colour for role, colour in self.own.items()}
        for role in self.own:
            found[f"--{role}"] = found[f"--rule-{role}"] = f"var(--own-{role})"
        return found

    def dark_properties(self) -> dict[str, str]:
        """What the dark theme changes in them."""
        if not self.has_dark:
            return {}
        turned = {f"--{role}": colour for role, colour in self.turned().items()}
        return turned | {f"--rule-{role}": colour for role, colour in self.rules().items()}


def _darkened(colour: str) -> str:
    """A light ground as a dark one: white becomes nearly black, a tint stays a tint."""
    light, a, b = oklab(colour)
    return on_screen(min(0.19 + (1 - light) * 1.3, 0.3), a * 1.6, b * 1.6)


def _lightened(colour: str, grounds: Iterable[str]) -> str:
    """A dark text as a light one that can be read on all the grounds."""
    light, a, b = oklab(colour)
    light = 1.05 - 0.6 * light
    grounds = tuple(grounds)
    while light < 1 and _least(on_screen(light, a, b), grounds) < READ:
        light += STEP
    return on_screen(light, a, b)


def _dimmed(colour: str, grounds: Iterable[str]) -> str:
    """A light line as dim as it may be: on dark paper it need not shine."""
    light, a, b = oklab(colour)
    grounds = tuple(grounds)
    while _least(on_screen(light - STEP, a, b), grounds) >= SEE:
        light -= STEP
    return on_screen(light, a, b)


def _least(colour: str, grounds: Iterable[str]) -> float:
    return min((contrast(colour, ground) for ground in grounds), default=21.0)
