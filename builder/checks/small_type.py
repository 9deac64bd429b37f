from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model.design import design

LEAST = {"": (12.0, 11.0), "large-print": (18.0, 18.0)}  # points: body, anything else


@advice("small-type")
def small_type(case: Case) -> Iterator[Diagnostic]:
    """Type of the layout is too small to read.

    Row 52 of the checklist (RNIB Clear Print; UKAAF): body text of 12 points, 18 in
    large print; nothing below 11, or 18 in large print. An edition called
    `large-print` is large print.
    """
    layout = case.handout.layout
    for edition in layout.editions:
        body, any_ = LEAST["large-print" if edition.edition == "large-print" else ""]
        for name, style in design(layout, edition).styles.items():
            size = round(style.size, 1)
            least = body if name == "body" else any_
            if size < least and name in layout.styles:  # what is left out looks as another does
                message = f"'{name}' has {size:g} points in the edition '{edition.edition}'"
                hint = f"make it {least:g} points or more"
                yield warning(layout.styles[name].span, "small-type", message, hint)
