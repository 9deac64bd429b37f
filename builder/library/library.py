"""Every source of a project, read once: what there is to merge from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from builder.diagnostics import Sink, did_you_mean
from builder.library.known import Gone, Known, Listed, Told
from builder.library.ondemand import OnDemand
from builder.library.phrasebook import phrasebook
from builder.library.summary import known_of
from builder.model import (
    Approvals,
    ArticleSection,
    Brand,
    Citing,
    Claim,
    Evidence,
    HandoutDefinition,
    Layout,
    Letter,
    Omission,
    PackDefinition,
    Phrases,
    Pictures,
    Placed,
    Printer,
    QuestionBank,
    Reference,
    Sign,
    Signs,
    Site,
    StudyFigure,
    Term,
    Terms,
    Topic,
)
from builder.place import Span, Text
from builder.project import Project, bundled_names, bundled_text
from builder.source.read import read

Kind = TypeVar("Kind", bound=Placed)
# So many are remembered, about 100 KiB each: a definition is wanted once, a topic by several.
DEFINITIONS_KEPT, TOPICS_KEPT = 50, 400
NOTHING_KNOWN: Mapping[str, Known] = MappingProxyType({})
PATTERNS: Mapping[type[Placed], str] = {
    HandoutDefinition: "handouts/*.yaml",
    Topic: "sources/topics/**/*.yaml",
}


@dataclass(frozen=True)
class Library:
    """What was read, by name; what could not be read is missing and was reported.

    `read` are the files that were read, `broken` those with mistakes: a
    reference to something in one of them is not reported a second time.
    Definitions and topics are any number: they are read when they are wanted,
    and `known` says of each file of theirs what all others need to know.
    """

    definitions: OnDemand[HandoutDefinition]
    topics: OnDemand[Topic]
    known: dict[str, Known] = field(default_factory=dict)
    layouts: dict[str, Layout] = field(default_factory=dict)
    brands: dict[str, Brand] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    packs: dict[str, PackDefinition] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    sections: dict[str, ArticleSection] = field(default_factory=dict)
    omissions: dict[str, Omission] = field(default_factory=dict)
    figures: dict[str, StudyFigure] = field(default_factory=dict)
    questions: dict[str, QuestionBank] = field(default_factory=dict)
    pictures: dict[str, Pictures] = field(default_factory=dict)
    signs: dict[str, Sign] = field(default_factory=dict)
    phrases: dict[str, Phrases] = field(default_factory=dict)
    approvals: dict[str, Approvals] = field(default_factory=dict)
    printers: dict[str, Printer] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    @cached_property
    def listed(self) -> dict[str, Listed]:
        """The definitions by number, in the order of their files, when all are read."""
        every = (self.known[self.definitions.path_of(name)].listed for name in self.definitions)
        return {one.handout: one for one in every if one is not None}

    @cached_property
    def gone(self) -> dict[str, Gone]:
        """The leaflets that were withdrawn, by number."""
        return {code: one.gone for code, one in self.listed.items() if one.gone is not None}

    def told(self, one: Listed) -> Told:
        """What a handout tells of, its topics included."""
        found = [one.told]
        for name, chosen in one.topics:
            known = self.known.get(self.topics.path_of(name))
            sections = known.sections if known else {}
            found += [t for each, t in sections.items() if chosen is None or each in chosen]
        return Told.all_of(found)

    def needs(self, one: Listed) -> tuple[str, ...]:
        """The files that a handout alone is made from: its definition, and its topics."""
        topics = (self.topics.path_of(name) for name, _ in one.topics)
        return tuple(sorted({one.path, *filter(None, topics)}))

    @property
    def many_sites(self) -> bool:
        """Whether there are several sites, good or not: each then has a folder of its own."""
        return sum(path.startswith("sources/sites/") for path in self.read) > 1


def read_library(
    project: Project, sink: Sink, known: Mapping[str, Known] = NOTHING_KNOWN
) -> Library:
    """All sources and definitions of the project. Raises OSError when one cannot be opened.

    Of definitions and topics that are `known`, by path, nothing is read yet.
    """
    library = Library(
        OnDemand(_reader(project, HandoutDefinition), name_of, DEFINITIONS_KEPT),
        OnDemand(_reader(project, Topic), name_of, TOPICS_KEPT),
    )
    _on_demand(project, sink, library, HandoutDefinition, known)
    _collect(project, sink, library, "handouts/layouts/*.yaml", Layout, library.layouts)
    _collect(project, sink, library, "handouts/printers/*.yaml", Printer, library.printers)
    _collect(project, sink, library, "handouts/brands/*/brand.yaml", Brand, library.brands)
    _on_demand(project, sink, library, Topic, known)
    _collect(project, sink, library, "sources/sites/*.yaml", Site, library.sites)
    _collect(project, sink, library, "sources/letters/*.yaml", Letter, library.letters)
    for terms in _files(project, sink, library, "sources/terms.yaml", Terms):
        _named(terms.terms, "term", library.terms, sink)
    for signs in _files(project, sink, library, "sources/signs.yaml", Signs):
        _named(signs.signs, "sign", library.signs, sink)
    for pattern in ("sources/questions.yaml", "sources/questions/*.yaml"):
        _collect(project, sink, library, pattern, QuestionBank, library.questions)
    for pattern in ("sources/pictures.yaml", "sources/pictures/*.yaml"):
        _collect(project, sink, library, pattern, Pictures, library.pictures)
    _own_addresses(library, sink)
    _own_letters(library, sink)
    _collect(project, sink, library, "handouts/approvals/*.yaml", Approvals, library.approvals)
    _replaced(library, sink)
    for record in library.approvals.values():
        if not any(path.startswith("handouts/") for path in library.broken):
            _there(record.handout, "handout", library.definitions, sink)
    _read_packs(project, sink, library)
    _read_evidence(project, sink, library)
    _read_bundled(project, sink, library)
    _unread(project, sink, library)
    return library


NAME = "its name must end in .yaml"
PLACES = (
    "there are handouts/*.yaml, handouts/layouts/*.yaml, handouts/brands/*/brand.yaml, "
    Printer: "printer",
