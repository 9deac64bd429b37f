"""Which other handouts a change reaches: those with the same section, term or fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.which import Which, which
from builder.project import Project
from builder.review.diff import Change
from builder.sign.handouts import handouts
from builder.words.stretches import wording


@dataclass(frozen=True)
class Reached:
    """A handout with something that changed: its languages and editions, and where it has it."""

    code: str
    title: str
    language: str
    editions: tuple[str, ...]
    places: tuple[str, ...]


def reached(
    project: Project, library: Library, code: str, changes: Sequence[Change], site: str
) -> Iterator[Reached]:
    """The handouts that a change in the handout `code` reaches, itself first.

    One whose own mistakes keep it from being merged is passed over: it is not built either.
    """
    places = _changed(changes)
    every = [each for each in which(library, Sink()) if _at(library, each, site)]
    wanted = sorted(every, key=lambda each: (each.definition != code, each.definition))
    for merged in handouts(project, library, wanted):
        handout = merged.handout
        if handout is None:
            continue
        name, own = handout.code, str(handout.site.site)
        has = {p.place for p in wording(handout) if own == site or not p.place.startswith("fact/")}
        common = sorted(places & has) if name != code else sorted(places)
        if common or name == code:
            yield Reached(
                name,
                handout.title.text,
                handout.language,
                tuple(each.edition for each in merged.which),
                tuple(common),
            )


def _at(library: Library, one: Which, site: str) -> bool:
    """Whether it is made for this site, or for its own only: none is asked for at all of them."""
    return site == one.site or library.definitions[one.definition].site is not None


def _changed(changes: Sequence[Change]) -> set[str]:
    """The places at which something changed that another handout can have too."""
    found: set[str] = set()
    for change in changes:
        if change.state != "same":
            found |= {p.place for p in (change.before, change.after) if p}
    return found - {"front", "contents"}
