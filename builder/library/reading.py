"""Every source of a project, read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from builder.diagnostics import Sink
from builder.library import ownwords
from builder.library.agreeing import instead_of_withdrawn, must_be_there, own_addresses, own_letters
from builder.library.bynames import NAMED, is_new, name_of, named
from builder.library.known import Known
from builder.library.library import Library
from builder.library.ondemand import OnDemand
from builder.library.shipped import shipped
from builder.library.signedfacts import declared, given
from builder.library.snippets import circular, uses
from builder.library.summary import known_of
from builder.model import (
    Approvals,
    Brand,
    Citing,
    Conditions,
    Evidence,
    Facts,
    HandoutDefinition,
    Layout,
    Letter,
    PackDefinition,
    Phrases,
    Pictures,
    Placed,
    Printer,
    QuestionBank,
    Signs,
    Site,
    Snippet,
    Terms,
    Topic,
    WordListFile,
)
from builder.place import Span, Text
from builder.project import Project, bundled_names
from builder.source.read import read

Kind = TypeVar("Kind", bound=Placed)
# So many are remembered, about 100 KiB each: a definition is wanted once, a topic by several.
DEFINITIONS_KEPT, TOPICS_KEPT = 50, 400
NOTHING_KNOWN: Mapping[str, Known] = MappingProxyType({})
PATTERNS: Mapping[type[Placed], str] = {
    HandoutDefinition: "handouts/*.yaml",
    Topic: "sources/topics/**/*.yaml",
}


def read_library(
    project: Project, sink: Sink, known: Mapping[str, Known] = NOTHING_KNOWN
) -> Library:
    """All sources and definitions of the project. Raises OSError when one cannot be opened.

    Of definitions and topics that are `known`, by path, nothing is read yet.
    """
    library = Library(
        OnDemand(_reader(project, HandoutDefinition), name_of, DEFINITIONS_KEPT),
        OnDemand(_reader(project, Topic), name_of, TOPICS_KEPT),
        today=project.today,
    )
    _on_demand(project, sink, library, HandoutDefinition, known)
    _collect(project, sink, library, "handouts/layouts/*.yaml", Layout, library.layouts)
    _collect(project, sink, library, "handouts/printers/*.yaml", Printer, library.printers)
    _collect(project, sink, library, "handouts/brands/*/brand.yaml", Brand, library.brands)
    _on_demand(project, sink, library, Topic, known)
    _collect(project, sink, library, "sources/facts.yaml", Facts, library.fact_files)
    _collect(project, sink, library, "sources/sites/*.yaml", Site, library.sites)
    if "sources/facts.yaml" not in library.broken:
        declared(library.facts, sink)
        given(library.facts, library.sites.values(), sink)
    _collect(project, sink, library, "sources/letters/*.yaml", Letter, library.letters)
    _read_snippets(project, sink, library)
    for each in _files(project, sink, library, "sources/conditions.yaml", Conditions):
        library.conditions.update((str(k), values) for k, values in each.conditions.items())
    for terms in _files(project, sink, library, "sources/terms.yaml", Terms):
        named(terms.terms, "term", library.terms, sink)
    for signs in _files(project, sink, library, "sources/signs.yaml", Signs):
        named(signs.signs, "sign", library.signs, sink)
    for pattern in ("sources/questions.yaml", "sources/questions/*.yaml"):
        _collect(project, sink, library, pattern, QuestionBank, library.questions)
    for pattern in ("sources/pictures.yaml", "sources/pictures/*.yaml"):
        _collect(project, sink, library, pattern, Pictures, library.pictures)
    own_addresses(library, sink)
    own_letters(library, sink)
    _collect(project, sink, library, "handouts/approvals/*.yaml", Approvals, library.approvals)
    instead_of_withdrawn(library, sink)
    for record in library.approvals.values():
        if not library.is_broken_below("handouts/"):
            must_be_there(record.handout, "handout", library.definitions, sink)
    _read_packs(project, sink, library)
    _read_evidence(project, sink, library)
    _read_bundled(project, sink, library)
    _read_words(project, sink, library)
    _unread(project, sink, library)
    return library


NAME = "its name must end in .yaml"
PLACES = (
    "there are handouts/*.yaml, handouts/layouts/*.yaml, handouts/brands/*/brand.yaml, "
    "handouts/printers/*.yaml, handouts/approvals/*.yaml, handouts/packs/*.yaml, "
    "sources/topics/**/*.yaml, sources/sites/*.yaml, sources/evidence/*.yaml, "
    "sources/snippets/**/*.yaml, sources/phrases/*.yaml, sources/letters/*.yaml, "
    "sources/conditions.yaml, sources/facts.yaml, sources/questions.yaml, "
    "sources/questions/*.yaml, sources/pictures.yaml, sources/pictures/*.yaml, "
    "sources/words/LANGUAGE/*.yaml, sources/signs.yaml and sources/terms.yaml"
)


def _reader(project: Project, wanted: type[Kind]) -> Callable[[str], Kind | None]:
    return lambda path: read(path, project.read(path), wanted, Sink())


def _on_demand(
    project: Project,
    sink: Sink,
    library: Library,
    wanted: type[HandoutDefinition] | type[Topic],
    known: Mapping[str, Known],
) -> None:
    """Definitions or topics: those that are not `known` are read, and then are."""
    into: OnDemand[Any] = library.topics if wanted is Topic else library.definitions
    names: dict[str, Text] = {}
    for path in project.names(PATTERNS[wanted]):
        thing, one = None, known.get(path)
        if one is None:
            own = Sink()
            thing = _file(project, own, library, path, wanted)
            one = known_of(thing, own) if thing else None
            found = own.sorted()
        else:
            library.read.add(path)
            found = [*one.found]
        sink.extend(found)
        if one is not None and is_new(one.name, NAMED[wanted], names, sink):
            library.known[path] = one
            into.add(str(one.name), path, thing)


def _file(
    project: Project, sink: Sink, library: Library, path: str, wanted: type[Kind]
) -> Kind | None:
    """One file; None for one with mistakes, which are reported."""
    library.read.add(path)
    if not path.isprintable():
        message = "the name of the file has characters that cannot be shown"
        sink.error(Span(_shown(path)), "bad-name", message)
        return None
    thing = read(path, project.read(path), wanted, sink)
    if thing is None:
        library.broken.add(path)
    return thing


def _files(
    project: Project, sink: Sink, library: Library, pattern: str, wanted: type[Kind]
) -> Iterable[Kind]:
    for path in project.names(pattern):
        thing = _file(project, sink, library, path, wanted)
        if thing is not None:
            yield thing


def _shown(path: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in path)


def _collect(
    project: Project,
    sink: Sink,
    library: Library,
    pattern: str,
    wanted: type[Kind],
    into: dict[str, Kind],
) -> None:
    named(_files(project, sink, library, pattern, wanted), NAMED[wanted], into, sink)


def _read_snippets(project: Project, sink: Sink, library: Library) -> None:
    """Snippets. What uses one that uses itself is as if that could not be read."""
    _collect(project, sink, library, "sources/snippets/**/*.yaml", Snippet, library.snippets)
    for each in circular(library.snippets, sink):
        library.broken.add(each.span.path)
        del library.snippets[str(each.snippet)]
    if library.is_broken_below("sources/snippets/"):
        return  # what is not found may stand in the broken file
    for each in library.snippets.values():
        for name in uses(each.blocks):
            must_be_there(name, "snippet", library.snippets, sink)


def _read_words(project: Project, sink: Sink, library: Library) -> None:
    languages = {*library.phrases} | {name.partition("-")[0] for name in library.phrases}
    for path in project.names(ownwords.PATTERN):
        words = _file(project, sink, library, path, WordListFile)
        if words is not None and ownwords.is_looked_for(path, words, languages, sink):
            library.words[ownwords.key_of(path, words)] = words


def _read_packs(project: Project, sink: Sink, library: Library) -> None:
    """Packs, whose leaflets and whose site must be there."""
    _collect(project, sink, library, "handouts/packs/*.yaml", PackDefinition, library.packs)
    for pack in library.packs.values():
        if not library.is_broken_below("handouts/"):
            for code in pack.contents:
                must_be_there(code, "handout", library.definitions, sink)
        broken = library.is_broken_below("sources/sites/")
        if pack.site is not None and not broken:
            must_be_there(pack.site, "site", library.sites, sink)


def _read_evidence(project: Project, sink: Sink, library: Library) -> None:
    """Claims, omissions as claims, figures and references; whatever these name must be there."""
    whole = list(_files(project, sink, library, "sources/evidence/*.yaml", Evidence))
    for each in whole:
        named(each.sections, "section", library.sections, sink)
        named(each.references, "reference", library.references, sink)
        named(each.figures, "figure", library.figures, sink)
        named(each.claims, "claim", library.claims, sink)
        named((one.as_claim() for one in each.omissions), "claim", library.claims, sink)
        library.omissions.update((str(one.id), one) for one in each.omissions)
    if library.is_broken_below("sources/evidence/"):
        return  # what is not found may stand in the broken file
    asked = (question for bank in library.questions.values() for question in bank.questions)
    citing: Iterable[Citing] = (*library.signs.values(), *asked)
    for one in citing:
        for cited in one.claims:
            must_be_there(cited, "claim", library.claims, sink)
    for figure in library.figures.values():
        must_be_there(figure.source, "reference", library.references, sink)
    for claim in library.claims.values():
        for source in claim.sources:
            must_be_there(source, "reference", library.references, sink)
        if claim.repeats is not None:
            must_be_there(claim.repeats, "claim", library.claims, sink)
        if claim.section is not None:
            must_be_there(claim.section, "section", library.sections, sink)


def _unread(project: Project, sink: Sink, library: Library) -> None:
    """Warns of what is called like a source, and is none or is in a place where none is read."""
    for path, kind in project.strays():
        span = Span(_shown(path))
        if kind != "a file":
            sink.warning(span, "unread-file", f"this is {kind}, and is not read")
        elif path not in library.read:
            hint = NAME if not path.endswith(".yaml") else PLACES
            sink.warning(span, "unread-file", "this file is not read", hint)


def _read_bundled(project: Project, sink: Sink, library: Library) -> None:
    """What comes with the builder; a project's own layouts, printers and phrases win."""
    _bundled(sink, library, "layouts/*.yaml", Layout, library.layouts)
    _bundled(sink, library, "printers/*.yaml", Printer, library.printers)
    own = list(_files(project, sink, library, "sources/phrases/*.yaml", Phrases))
    named(own, "language", {}, sink)
    library.phrases.add(library.facts, own, sink)


def _bundled(
    sink: Sink, library: Library, pattern: str, wanted: type[Kind], into: dict[str, Kind]
) -> None:
    """Those that the project has none of its own in the place of."""
    for path in bundled_names(pattern):
        thing, found = shipped(path, wanted)
        sink.extend(found)
        if thing is not None and f"handouts/{path}" not in library.broken:
            into.setdefault(str(name_of(thing)), thing)
