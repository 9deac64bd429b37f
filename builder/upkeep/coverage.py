"""Which topics answer which claims: the article's sections, their claims, and who cites them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.library.library import Library
from builder.merge.provenance import written
from builder.model import with_inner


@dataclass(frozen=True)
class Cited:
    """A claim, whether it may be used, and the topics (or handouts) that cite it."""

    claim: str
    use: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A section of the article whose statements were judged, or what it leaves out."""

    section: str
    heading: str
    claims: tuple[Cited, ...]


def coverage(library: Library) -> list[Row]:
    """Every section in the article's order, then the omissions and claims of no section."""
    cited = citations(library)
    rows = [(name, section.heading) for name, section in sorted(library.sections.items())]
    grouped: dict[str, list[Cited]] = {name: [] for name, _ in rows}
    for name, claim in library.claims.items():
        topics = tuple(sorted(cited.get(name, ())))
        grouped.setdefault(str(claim.section or ""), []).append(Cited(name, claim.use, topics))
    return [Row(n, h, tuple(grouped[n])) for n, h in [*rows, *_others(grouped)]]


def _others(grouped: dict[str, list[Cited]]) -> Iterator[tuple[str, str]]:
    if "" in grouped:
        yield "", "What the article leaves out"


def citations(library: Library) -> dict[str, set[str]]:
    """For each claim, what cites it in a handout; one that repeats another is cited with it."""
    found: dict[str, set[str]] = {}
    for definition in library.definitions.values():
        for part in written(library, definition):
            place = part.topic or str(definition.handout)
            for cited in (claim for each in with_inner(part.block) for claim in each.claims):
                found.setdefault(str(cited), set()).add(place)
    for name, claim in library.claims.items():
        if claim.repeats is not None:
            both = found.get(name, set()) | found.get(str(claim.repeats), set())
            if both:
                found[name] = found[str(claim.repeats)] = both
    return found


def uncited(rows: list[Row]) -> list[str]:
    """The claims to be kept or corrected that no topic cites, omissions left out."""
    claims = (claim for row in rows if row.section for claim in row.claims)
    return [claim.claim for claim in claims if claim.use != "drop" and not claim.topics]


def unanswered(library: Library, rows: list[Row]) -> list[str]:
    """The omissions of high priority that no topic answers."""
    cited = {c.claim for row in rows for c in row.claims if c.topics}
    return [n for n, one in library.omissions.items() if one.priority == "high" and n not in cited]
