"""What a handout says of itself, merged: who made it, related leaflets, signs it must tell of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from builder.library.known import Listed, Told
from builder.library.library import Library
from builder.library.snippets import expanded
from builder.merge.lookup import Lookup
from builder.model import (
    WEB,
    Asked,
    Block,
    Brand,
    Chapter,
    HandoutDefinition,
    Provenance,
    Reference,
    Related,
    Section,
    StudyFigure,
    TopicUse,
    named,
    with_inner,
)
from builder.source.inline import Rich


def provenance(definition: HandoutDefinition, brand: Brand) -> Provenance:
    """The definition's own keys, and the brand's where it has none."""
    own, given = definition.imprint or Provenance(), brand.imprint or Provenance()
    found = {name: getattr(own, name) for name in Provenance.names()}
    merged = {
        name: value if value is not None else getattr(given, name) for name, value in found.items()
    }
    made = given.model_copy(update=merged)
    made._span = (definition.imprint or brand.imprint or brand).span
    return made


def related(lookup: Lookup, site: str, resolve: Callable[[Rich], Rich]) -> Iterator[Related]:
    """The leaflets that the definition names as related, and that this site has."""
    library, listed = lookup.library, lookup.library.listed
    for name in lookup.definition.related:
        if name == lookup.definition.handout:
            message = "a leaflet cannot be related to itself"
            lookup.sink.error(name.span, "unknown-handout", message)
            continue
        other = lookup.find(listed, name, "handout", needed=False)
        if other is None:
            continue
        lookup.sources[other.path] = None
        if gone := library.gone.get(other.handout):
            hint = f"name '{gone.instead}'" if gone.instead else "leave it out"
            message = f"'{other.handout}' was withdrawn on {gone.on}"
            lookup.sink.error(name.span, "withdrawn", message, hint)
            continue
        if other.site not in (None, site):
            continue
        told = library.told(other)
        yield Related(
            code=other.handout,
            title=resolve(Rich.validate(other.title)),
            path=named(other.handout, WEB),
            covers=told.covers,
            signs=tuple(_printed(library, told, other)),
            tool=told.tool,
        )


def _printed(library: Library, told: Told, other: Listed) -> Iterator[str]:
    """The names of the signs that the lists of another leaflet print."""
    lists = [asked for row in told.signs if not (asked := Asked(*row)).carer]
    for name, sign in library.signs.items():
        if any(asked.picks(sign, other.treatment) for asked in lists):
            yield name


class Written(NamedTuple):
    """A block of a definition as written, and the topic and section it stands in, if any."""

    block: Block
    topic: str = ""
    section: Section | None = None


def written(library: Library, definition: HandoutDefinition) -> Iterator[Written]:
    """The blocks of a definition, those of snippets too, before anything is resolved."""
    find = library.snippets.get
    for entry in definition.contents:
        if not isinstance(entry, TopicUse):
            yield from map(Written, expanded((entry,), find))
        elif topic := library.topics.get(str(entry.topic)):
            for section in topic.sections:
                if entry.sections is None or section.id in entry.sections:
                    for block in expanded(section.blocks, find):
                        yield Written(block, str(entry.topic), section)


def references(
    lookup: Lookup, chapters: Iterable[Chapter], figures: Iterable[StudyFigure]
) -> Iterator[Reference]:
    """What its claims and figures rest on, each once, in the order of who says it."""
    library = lookup.library
    cited = {
        str(name)
        for chapter in chapters
        for section in chapter.sections
        for outer in section.blocks
        for block in with_inner(outer)
        for claim in block.claims
        if str(claim) in library.claims
        for name in library.claims[str(claim)].sources
    } | {str(figure.source) for figure in figures}
    found = [library.references[name] for name in cited if name in library.references]
    for each in sorted(found, key=in_order):
        lookup.used(each)
        yield each


def in_order(reference: Reference) -> tuple[str, str, str]:
    """Where a reference stands in a list: by who says it, then by its name."""
    who = reference.organisation or reference.name
    return who.casefold(), reference.name.casefold(), str(reference.id)
