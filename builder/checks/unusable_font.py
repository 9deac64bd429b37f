from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic


@settled("unusable-font")
def unusable_font(case: Case) -> Iterator[Diagnostic]:
    """A font file is damaged, of a kind that is not embedded, or may not be.

    A part of a font that is damaged would be passed over, and its letters lost. A font that
    varies has one weight here, whichever it is given for. Its maker's permission to embed it
    stands in its table OS/2 (fsType).
    """
    from builder.text.fontfile import UnusableFont, usable  # slow to load, seldom needed

    brand = case.handout.brand
    first = (brand.font_files,) if brand.font_files else ()
    own = [each for each in case.handout.typefaces if each.added or (each.brand and first)]
    for typeface, files in zip(own, (*first, *brand.more_fonts), strict=True):
        for asset, name in ((typeface.regular, files.regular), (typeface.bold, files.bold)):
            try:
                usable(asset.data())
            except UnusableFont as problem:
                yield error(name.span, "unusable-font", f"'{name}' {problem}", problem.hint)
