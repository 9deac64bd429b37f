"""More pages than the edition may have, or than can be folded from a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.onpaper import PANELS
from builder.preflight.rule import Asked, Fault, Seen, rule


@rule("page-count")
def page_count(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """A file has the number of pages that its definition asks for, and that its form can hold."""
    if seen.number != seen.count:
        return
    pages = f"{seen.count} page{'s' if seen.count > 1 else ''}"
    if asked.pages and not asked.pages.met(seen.count):
        message = f"the file has {pages}, and is to have {asked.pages}"
        yield Fault(seen.number, "page-count", message, hint="build it anew, or make it shorter")
    if asked.form == "tri-fold" and seen.count > PANELS:
        message = f"the file has {pages}, and a tri-fold has {PANELS} panels"
        hint = "make it shorter, or give it another form under 'print'"
        yield Fault(seen.number, "page-count", message, hint=hint)
