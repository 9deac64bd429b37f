"""Which other handouts a change reaches: those with the same section, term or fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.which import editions_of
from builder.merge.merge import merge
from builder.project import Project
from builder.review.diff import Change
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
    definitions = sorted(library.definitions.items(), key=lambda each: (each[0] != code, each[0]))
    for name, definition in definitions:
        own = str(definition.site or site)  # the facts of another site are not those that changed
        first = str(definition.editions[0])
        handout = merge(project, library, definition, first, Sink(), site=own)
        if handout is None:
            continue
        has = {p.place for p in wording(handout) if own == site or not p.place.startswith("fact/")}
        common = sorted(places & has) if name != code else sorted(places)
        if common or name == code:
            yield Reached(
                name,
                handout.title.text,
                handout.language,
                tuple(editions_of(definition)),
                tuple(common),
            )


def _changed(changes: Sequence[Change]) -> set[str]:
    """The places at which something changed that another handout can have too."""
    found: set[str] = set()
    for change in changes:
        if change.state != "same":
            found |= {p.place for p in (change.before, change.after) if p}
    return found - {"front", "contents"}
