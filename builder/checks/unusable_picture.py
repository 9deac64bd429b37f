from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic
from builder.model import Brand
from builder.place import Span
from builder.project import Asset

ICON = {"accent": "#000000", "on-accent": "#ffffff"}  # the colours of an icon, whatever they are


@settled("unusable-picture")
def unusable_picture(case: Case) -> Iterator[Diagnostic]:
    """A picture cannot be drawn: it is damaged, too large, or needs what print has not.

    All that is wrong with a drawing is told at once, line by line.
    """
    handout = case.handout
    if handout.logo is not None and handout.brand.logo is not None:
        yield from _problem(handout.logo, handout.brand.logo.span, handout.brand)
    for quality in handout.marks:
        if quality.asset is not None:
            yield from _problem(quality.asset, quality.image.span, handout.brand)
    for block in handout.blocks():
        for asset, span in block.files:
            yield from _problem(asset, span, handout.brand)
    places = {str(box.icon): box.icon.span for box in handout.layout.boxes.values() if box.icon}
    for name, icon in handout.icons:
        yield from _problem(icon, places.get(name, handout.layout.span), handout.brand)
    if handout.cover is not None:
        yield from _problem(handout.cover, Span(handout.cover.path), handout.brand)


def _problem(asset: Asset, span: Span, brand: Brand) -> Iterator[Diagnostic]:
    from builder.pictures.images import problems  # slow to load, seldom needed

    colours = {str(k): str(v) for k, v in brand.colours.items()}
    for problem in problems(asset, tuple(sorted({**colours, **ICON}.items()))):
        yield error(span, "unusable-picture", str(problem), problem.hint)
