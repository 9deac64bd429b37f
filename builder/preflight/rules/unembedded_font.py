"""Fonts that are not in the file."""

from __future__ import annotations

from collections.abc import Iterator

from builder.preflight.rule import Asked, Fault, Seen, rule
from builder.see.painted import Area


@rule("unembedded-font")
def unembedded_font(seen: Seen, asked: Asked) -> Iterator[Fault]:
    """Every font is in the file; else another takes its place, and words are cut or lost."""
    missing: dict[str, Area] = {}
    for each in seen.painted:
        if not each.embedded and each.text.strip():
            missing.setdefault(each.font or "without a name", each.area)
    for name, area in sorted(missing.items()):
        message = f"the font {name} is not in the file: the printer puts another in its place"
        yield Fault(seen.number, "unembedded-font", message, area=area)
