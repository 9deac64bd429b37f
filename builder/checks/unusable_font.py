from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic


@settled("unusable-font")
def unusable_font(case: Case) -> Iterator[Diagnostic]:
    """A font file is not a TrueType font, or has no space or no letters."""
    from builder.text.faces import is_font  # slow to load, seldom needed

    files = case.handout.brand.font_files
    if files is None:
        return
    first = case.handout.typefaces[0]
    for asset, name in ((first.regular, files.regular), (first.bold, files.bold)):
        if not is_font(asset.data()):
            message = f"'{name}' is not a TrueType font that can be embedded"
            yield error(name.span, "unusable-font", message, "give a .ttf file")
