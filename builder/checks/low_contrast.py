from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic
from builder.model import Edition, Layout
from builder.model.design import INKS, Design, design
from builder.pictures.tones import contrast

LEAST = 4.5


@settled("low-contrast")
def low_contrast(case: Case) -> Iterator[Diagnostic]:
    """Text and its background differ too little to read.

    Every pair of colours that the layout puts text on must have a contrast of
    4.5 to 1 (WCAG 2.2, 1.4.3), large text as well: paper is read in poor light.
    Row 56 of the checklist. Contrast is of lightness, so it is the same in grey.
    """
    brand, layout = case.handout.brand, case.handout.layout
    colours = INKS | {str(role): colour for role, colour in brand.colours.items()}
    for front, ground in sorted(set().union(*map(in_edition, repeat(layout), layout.editions))):
        for role in (front, ground):
            if role not in colours:
                hint = "colours of the brand: " + ", ".join(sorted(brand.colours))
                message = f"the layout uses the colour '{role}', which the brand does not have"
                yield error(brand.span, "unknown-colour", message, hint)
                break
        else:
            found = contrast(colours[front], colours[ground])
            if found < LEAST:
                message = f"'{front}' on '{ground}' has a contrast of {found:.1f} to 1"
                hint = f"make it {LEAST} to 1 or more: one darker or the other lighter"
                span = getattr(colours[front], "span", brand.span)
                yield error(span, "low-contrast", message, hint)


def in_edition(layout: Layout, edition: Edition) -> set[tuple[str, str]]:
    """The same in an edition, which may put other roles in their place."""
    roles = {str(role): str(other) for role, other in edition.colours.items()}
    found = pairs(design(layout, edition))
    return {(roles.get(front, front), roles.get(ground, ground)) for front, ground in found}


def pairs(layout: Layout | Design) -> set[tuple[str, str]]:
    """The pairs of colour roles in which the layout sets text: (text, background)."""
    found = {(str(style.colour), str(style.on)) for style in layout.styles.values()}
    found |= {("text", "paper"), ("primary", "paper"), ("muted", "paper"), ("urgent", "paper"),
              ("on-primary", "primary"), ("primary", "surface"), ("text", "surface")}  # fmt: skip
    for box in layout.boxes.values():
        plain = {"text", "primary"} if box.text == "text" else {str(box.text)}
        found |= {(colour, str(box.fill)) for colour in plain}
        found.add((str(box.label), str(box.band or box.fill)))
    return found
