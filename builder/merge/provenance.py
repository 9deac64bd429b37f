"""What a handout says of itself, merged: who made it, related leaflets, signs it must tell of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from builder.library.library import Library
from builder.merge.lookup import Lookup
from builder.model import (
    WEB,
    Block,
    Brand,
    HandoutDefinition,
    Provenance,
    Reference,
    Related,
    Section,
    SignsOf,
    StudyFigure,
    TopicUse,
    named,
    with_inner,
)
from builder.source.inline import Rich

ALL = "all"  # signs that every treatment has; a handout about all treatments


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
        if other.site not in (None, site):
            continue
        told = library.told(other)
        yield Related(
            code=other.handout,
            title=Rich.plain(resolve(Rich.validate(other.title)).text, other.title),
            path=named(other.handout, WEB),
            covers=told.covers,
            signs=told.signs,
            tool=told.tool,
        )


class Written(NamedTuple):
    """A block of a definition as written, and the topic and section it stands in, if any."""

    block: Block
    topic: str = ""
    section: Section | None = None


def written(library: Library, definition: HandoutDefinition) -> Iterator[Written]:
    """The blocks of a definition, before anything is resolved."""
    for entry in definition.contents:
        if not isinstance(entry, TopicUse):
            yield Written(entry)
        elif topic := library.topics.get(str(entry.topic)):
            for section in topic.sections:
                if entry.sections is None or section.id in entry.sections:
                    for block in section.blocks:
                        yield Written(block, str(entry.topic), section)


def sign_lists(lookup: Lookup) -> list[SignsOf]:
    """The lists of warning signs that belong to the treatment; none to no treatment."""
    treatment, known = lookup.definition.treatment, lookup.library.signs
    if treatment is None:
        return []
    wanted = known if treatment == ALL else {ALL, str(treatment)}
    lists = [each for name, each in known.items() if name in wanted]
    for each in lists:
        lookup.used(each)
    return lists


def names_of(lists: list[SignsOf], key: str) -> tuple[str, ...]:
    """What the lists name under a key, each once."""
    return tuple(dict.fromkeys(str(sign) for each in lists for sign in getattr(each, key)))


def known_signs(library: Library) -> dict[str, str]:
    """Every sign there is, by name."""
    return {str(s): str(s) for each in library.signs.values() for s in each.signs}


def references(lookup: Lookup, figures: Iterable[StudyFigure]) -> Iterator[Reference]:
    """What its claims and figures rest on, each once, in the order of who says it."""
    library = lookup.library
    cited = {
        str(name)
        for part in written(library, lookup.definition)
        for block in with_inner(part.block)
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
