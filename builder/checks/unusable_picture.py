from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.figure import Figure
from builder.checks.check import Case, check, error
from builder.diagnostics import Diagnostic
from builder.pdf.images import UnusablePicture, usable
from builder.place import Span
from builder.project import Asset


@check("unusable-picture")
def unusable_picture(case: Case) -> Iterator[Diagnostic]:
    """A picture cannot be drawn: it is damaged, too large, or uses what SVG has and print has not."""
    handout = case.handout
    if handout.logo is not None and handout.brand.logo is not None:
        yield from _problem(handout.logo, handout.brand.logo.span, dict(handout.brand.colours))
    for block in handout.blocks():
        if isinstance(block, Figure) and block.asset is not None:
            yield from _problem(block.asset, block.image.span, dict(handout.brand.colours))


def _problem(asset: Asset, span: Span, colours: dict[str, str]) -> Iterator[Diagnostic]:
    try:
        usable(asset, tuple(sorted((str(k), str(v)) for k, v in colours.items())))
    except UnusablePicture as problem:
        yield error(span, "unusable-picture", str(problem))
