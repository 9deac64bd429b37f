"""Every source of a project, read once: what there is to merge from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from builder.diagnostics import Sink, did_you_mean
from builder.library.phrasebook import phrasebook
from builder.library.topics import Topics
from builder.model import (
    Approvals,
    ArticleSection,
    Brand,
    Claim,
    Evidence,
    HandoutDefinition,
    Layout,
    Omission,
    Phrases,
    Placed,
    Reference,
    Signs,
    SignsOf,
    Site,
    Term,
    Terms,
    Topic,
)
from builder.place import Span, Text
from builder.project import Project, bundled_names, bundled_text
from builder.source.read import read

Kind = TypeVar("Kind", bound=Placed)


@dataclass(frozen=True)
class Library:
    """What was read, by name; what could not be read is missing and was reported.

    `read` are the files that were read, `broken` those with mistakes: a
    reference to something in one of them is not reported a second time.
    """

    definitions: dict[str, HandoutDefinition] = field(default_factory=dict)
    topics: Topics = field(default_factory=lambda: Topics(lambda path: None))
    layouts: dict[str, Layout] = field(default_factory=dict)
    brands: dict[str, Brand] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    sections: dict[str, ArticleSection] = field(default_factory=dict)
    omissions: dict[str, Omission] = field(default_factory=dict)
    signs: dict[str, SignsOf] = field(default_factory=dict)
    phrases: dict[str, Phrases] = field(default_factory=dict)
    approvals: dict[str, Approvals] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    @property
    def many_sites(self) -> bool:
        """Whether there are several sites, good or not: each then has a folder of its own."""
        return sum(path.startswith("sources/sites/") for path in self.read) > 1


def read_library(project: Project, sink: Sink) -> Library:
    """All sources and definitions of the project. Raises OSError when one cannot be opened."""
    library = Library(topics=Topics(lambda path: read(path, project.read(path), Topic, Sink())))
    _collect(project, sink, library, "handouts/*.yaml", HandoutDefinition, library.definitions)
    _collect(project, sink, library, "handouts/layouts/*.yaml", Layout, library.layouts)
    _collect(project, sink, library, "handouts/brands/*/brand.yaml", Brand, library.brands)
    topics = _files(project, sink, library, "sources/topics/**/*.yaml", Topic)
    library.topics.update(_unlike(topics, "topic", (), sink))
    _collect(project, sink, library, "sources/sites/*.yaml", Site, library.sites)
    for terms in _files(project, sink, library, "sources/terms.yaml", Terms):
        _named(terms.terms, "term", library.terms, sink)
    for signs in _files(project, sink, library, "sources/signs.yaml", Signs):
        _named(signs.signs, "treatment", library.signs, sink)
    _own_addresses(library, sink)
    _collect(project, sink, library, "handouts/approvals/*.yaml", Approvals, library.approvals)
    for record in library.approvals.values():
        if not any(path.startswith("handouts/") for path in library.broken):
            _there(record.handout, "handout", library.definitions, sink)
    _read_evidence(project, sink, library)
    _read_bundled(project, sink, library)
    _unread(project, sink, library)
    return library


NAME = "its name must end in .yaml"
PLACES = (
    "there are handouts/*.yaml, handouts/layouts/*.yaml, handouts/brands/*/brand.yaml, "
    "handouts/approvals/*.yaml, "
    "sources/topics/**/*.yaml, sources/sites/*.yaml, sources/evidence/*.yaml, "
    "sources/phrases/*.yaml, sources/signs.yaml and sources/terms.yaml"
)
NAMED = {
    HandoutDefinition: "handout",
    Topic: "topic",
    Layout: "layout",
    Brand: "brand",
    Site: "site",
    Term: "id",
    Claim: "id",
    Reference: "id",
    ArticleSection: "order",
    SignsOf: "treatment",
    Approvals: "handout",
    Phrases: "language",
}


def name_of(thing: Placed) -> Text:
    """The name under which other files know a thing."""
    name: Text = getattr(thing, NAMED[type(thing)])
    return name


def _files(
    project: Project, sink: Sink, library: Library, pattern: str, wanted: type[Kind]
) -> Iterable[Kind]:
    for path in project.names(pattern):
        library.read.add(path)
        if not path.isprintable():
            message = "the name of the file has characters that cannot be shown"
            sink.error(Span(_shown(path)), "bad-name", message)
            continue
        thing = read(path, project.read(path), wanted, sink)
        if thing is None:
            library.broken.add(path)
        else:
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
    _named(_files(project, sink, library, pattern, wanted), NAMED[wanted], into, sink)


def _named(things: Iterable[Kind], kind: str, into: dict[str, Kind], sink: Sink) -> None:
    into.update(_unlike(things, kind, tuple(into.values()), sink))


def _unlike(
    things: Iterable[Kind], kind: str, known: Iterable[Kind], sink: Sink
) -> Iterator[tuple[str, Kind]]:
    """Things with their names, each name once.

    File systems that ignore case would mix up names that differ only in it.
    """
    taken = {name_of(thing).casefold(): name_of(thing) for thing in known}
    for thing in things:
        name = name_of(thing)
        if first := taken.get(name.casefold()):
            message = f"there is another {kind} '{first}'"
            sink.error(name.span, "duplicate-name", message, f"it is at {first.span}")
            continue
        taken[name.casefold()] = name
        yield str(name), thing


def _own_addresses(library: Library, sink: Sink) -> None:
    """Reports sites that publish in one place: a link on paper would lead to another's facts."""
    taken: dict[str, Site] = {}
    for site in library.sites.values():
        if site.web is None:
            continue
        first = taken.setdefault(site.web.casefold(), site)
        if first is not site:
            message = f"the site '{first.site}' publishes its pages at this address"
            hint = "give each site a folder of its own, such as https://…/leaflets/NAME/"
            sink.error(site.web.span, "duplicate-address", message, hint)


def _read_evidence(project: Project, sink: Sink, library: Library) -> None:
    """Claims, omissions as claims, and references; whatever these name must be there."""
    whole = list(_files(project, sink, library, "sources/evidence/*.yaml", Evidence))
    for each in whole:
        _named(each.sections, "section", library.sections, sink)
        _named(each.references, "reference", library.references, sink)
        _named(each.claims, "claim", library.claims, sink)
        _named((one.as_claim() for one in each.omissions), "claim", library.claims, sink)
        library.omissions.update((str(one.id), one) for one in each.omissions)
    if any(path.startswith("sources/evidence/") for path in library.broken):
        return  # what is not found may stand in the broken file
    for signs in library.signs.values():
        for cited in signs.claims:
            _there(cited, "claim", library.claims, sink)
    for claim in library.claims.values():
        for source in claim.sources:
            _there(source, "reference", library.references, sink)
        if claim.repeats is not None:
            _there(claim.repeats, "claim", library.claims, sink)
        if claim.section is not None:
            _there(claim.section, "section", library.sections, sink)


def _there(name: Text, kind: str, known: Collection[str], sink: Sink) -> None:
    if str(name) not in known:
        message = f"there is no {kind} '{name}'"
        sink.error(name.span, f"unknown-{kind}", message, did_you_mean(name, known))


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
    """Layouts and phrases that come with the builder; a project's own of that name win."""
    for path in bundled_names("layouts/*.yaml"):
        layout = read(f"builder/{path}", bundled_text(path), Layout, sink)
        if layout is not None and f"handouts/{path}" not in library.broken:
            library.layouts.setdefault(str(layout.layout), layout)
    shipped = {}
    for path in bundled_names("phrases/*.yaml"):
        phrases = read(f"builder/{path}", bundled_text(path), Phrases, sink)
        if phrases is not None:
            shipped[str(phrases.language)] = phrases
    own = list(_files(project, sink, library, "sources/phrases/*.yaml", Phrases))
    _named(own, "language", {}, sink)
    library.phrases.update(phrasebook(shipped, own, sink))
