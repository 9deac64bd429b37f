"""Words that stand out too little from their ground."""

from __future__ import annotations

from collections.abc import Iterator

from builder.pictures.tones import contrast
from builder.preflight.rule import Asked, Fault, Seen, rule
from builder.see.colourdots import Colour
from builder.see.painted import Painted

LEAST, LARGE = 4.5, 18.0  # WCAG 2.2, 1.4.3: from so many points on, 3 to 1 is enough
LEAST_LARGE = 3.0
OPAQUE = 255


@rule("faint-type")
def faint_type(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """Words differ enough from what they stand on, as the page came out.

    Contrast is of lightness (WCAG 2.2, 1.4.3), so it is the same where a printer makes greys of
    all colours. Our own files keep to 4.5 to 1 at any size, for paper is read in poor light.
    """
    worst: tuple[float, Painted] | None = None
    for each in seen.painted:
        if len(each.text.strip()) < 2:
            continue
        found = _contrast(seen, each)
        large = each.size >= LARGE and not asked.ours
        if found < (LEAST_LARGE if large else LEAST) and (worst is None or found < worst[0]):
            worst = found, each
    if worst is not None:
        found, each = worst
        about = seen.named(each.area)
        message = f"{about} has a contrast of {found:.1f} to 1 with its ground"
        hint = f"make it {LEAST} to 1 or more: one darker or the other lighter"
        yield Fault(seen.number, "faint-type", message, area=each.area, hint=hint, about=about)


def _contrast(seen: Seen, text: Painted) -> float:
    red, green, blue, _ = text.colour
    ground = seen.colours.ground((red, green, blue), text.area)
    if ground is None:
        return 21.0  # it is not on the page
    return contrast(_hex(_over(text.colour, ground)), _hex(ground))


def _over(colour: tuple[int, int, int, int], ground: Colour) -> Colour:
    """A colour that lets its ground through."""
    *front, opaque = colour
    red, green, blue = (
        round((one * opaque + other * (OPAQUE - opaque)) / OPAQUE)
        for one, other in zip(front, ground, strict=True)
    )
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
