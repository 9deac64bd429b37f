"""Every source of a project, read once: what there is to merge from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from builder.caches import remembered
from builder.diagnostics import Diagnostic, Sink, did_you_mean
from builder.library import ownwords
from builder.library.known import Gone, Known, Listed, Told
from builder.library.ondemand import OnDemand
from builder.library.phrasebook import Phrasebook
from builder.library.signedfacts import declared, given
from builder.library.snippets import circular, expanded, uses
from builder.library.summary import known_of, told_by
from builder.library.vocabulary import Vocabulary, vocabulary_of
from builder.model import (
    NO_FACTS,
    Approvals,
    ArticleSection,
    Brand,
    Citing,
    Claim,
    Conditions,
    Evidence,
    Facts,
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
    Snippet,
    StudyFigure,
    Term,
    Terms,
    Topic,
    WordListFile,
)
from builder.place import Span, Text
from builder.project import Project, bundled_names, bundled_text
from builder.source.read import read

Kind = TypeVar("Kind", bound=Placed)
# So many are remembered, about 100 KiB each: a definition is wanted once, a topic by several.
DEFINITIONS_KEPT, TOPICS_KEPT = 50, 400
NOTHING_KNOWN: Mapping[str, Known] = MappingProxyType({})
PHRASES = "phrases/*.yaml"
PATTERNS: Mapping[type[Placed], str] = {
    HandoutDefinition: "handouts/*.yaml",
    Topic: "sources/topics/**/*.yaml",
}


@dataclass(frozen=True)
class Library:
    """What was read, by name; what could not be read is missing and was reported.

    `words` are a project's own that checks look for, by language and list.
    `read` are the files that were read, `broken` those with mistakes: a
    reference to something in one of them is not reported a second time.
    Definitions and topics are any number: they are read when they are wanted,
    and `known` says of each file of theirs what all others need to know. What is withdrawn
    is so from its day on: it is read for `today`.
    """

    definitions: OnDemand[HandoutDefinition]
    topics: OnDemand[Topic]
    known: dict[str, Known] = field(default_factory=dict)
    layouts: dict[str, Layout] = field(default_factory=dict)
    brands: dict[str, Brand] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    snippets: dict[str, Snippet] = field(default_factory=dict)
    words: dict[tuple[str, str], WordListFile] = field(default_factory=dict)
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
    phrases: Phrasebook = field(default_factory=lambda: Phrasebook(_along()))
    approvals: dict[str, Approvals] = field(default_factory=dict)
    printers: dict[str, Printer] = field(default_factory=dict)
    fact_files: dict[str, Facts] = field(default_factory=dict)
    conditions: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    today: date = date.max
    read: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    @cached_property
    def listed(self) -> dict[str, Listed]:
        """The definitions by number, in the order of their files, when all are read."""
        every = (self.known[self.definitions.path_of(name)].listed for name in self.definitions)
        return {one.handout: one for one in every if one is not None}

    @cached_property
    def gone(self) -> dict[str, Gone]:
        """The leaflets that are withdrawn by today, by number."""
        day = self.today.isoformat()
        every = ((code, one.gone) for code, one in self.listed.items())
        return {code: gone for code, gone in every if gone is not None and gone.on <= day}

    @property
    def facts(self) -> Facts:
        """The facts that sites give; a project that declares none has none."""
        return next(iter(self.fact_files.values()), NO_FACTS)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that conditions may use, with the values of each."""
        layouts, signs, listed = self.layouts.values(), self.signs.values(), self.listed.values()
        return vocabulary_of(self.conditions, self.sites, layouts, signs, listed)

    def told(self, one: Listed) -> Told:
        """What a handout tells of, its topics included."""
        found = [one.told]
        for name, chosen in one.topics:
            known = self.known.get(self.topics.path_of(name))
            sections = known.sections if known else {}
            found += [t for each, t in sections.items() if chosen is None or each in chosen]
        used = [self.snippets[name] for t in found for name in t.snippets if name in self.snippets]
        found += [told_by(expanded(each.blocks, self.snippets.get)) for each in used]
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
NAMED = {
    HandoutDefinition: "handout",
    Topic: "topic",
    Layout: "layout",
    Brand: "brand",
    Site: "site",
    Snippet: "snippet",
    Letter: "letter",
    Term: "id",
    Claim: "id",
    Reference: "id",
    StudyFigure: "id",
    ArticleSection: "order",
    Sign: "id",
    QuestionBank: "language",
    Pictures: "language",
    Approvals: "handout",
    Printer: "printer",
    PackDefinition: "pack",
    Phrases: "language",
    Facts: "language",
}


def name_of(thing: Placed) -> Text:
    """The name under which other files know a thing."""
    name: Text = getattr(thing, NAMED[type(thing)])
    return name


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
        if one is not None and _is_new(one.name, NAMED[wanted], names, sink):
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
    _named(_files(project, sink, library, pattern, wanted), NAMED[wanted], into, sink)


def _named(things: Iterable[Kind], kind: str, into: dict[str, Kind], sink: Sink) -> None:
    into.update(_unlike(things, kind, tuple(into.values()), sink))


def _unlike(
    things: Iterable[Kind], kind: str, known: Iterable[Kind], sink: Sink
) -> Iterator[tuple[str, Kind]]:
    """Things with their names, each name once."""
    taken = {name_of(thing).casefold(): name_of(thing) for thing in known}
    for thing in things:
        if _is_new(name_of(thing), kind, taken, sink):
            yield str(name_of(thing)), thing


def _is_new(name: Text, kind: str, taken: dict[str, Text], sink: Sink) -> bool:
    """Whether no other has the name, which then is `taken`.

    File systems that ignore case would mix up names that differ only in it.
    """
    first = taken.setdefault(name.casefold(), name)
    if first is not name:
        message = f"there is another {kind} '{first}'"
        sink.error(name.span, "duplicate-name", message, f"it is at {first.span}")
    return first is name


def _replaced(library: Library, sink: Sink) -> None:
    """Reports what is to be given in the place of a withdrawn leaflet, and is none or gone, too."""
    if any(path.startswith("handouts/") for path in library.broken):
        return
    every = (one.gone for one in library.listed.values() if one.gone)
    for instead in (gone.instead for gone in every if gone.instead):
        _there(instead, "handout", library.definitions, sink)
        if str(instead) in library.gone:
            message = f"'{instead}' was withdrawn, too"
            sink.error(instead.span, "withdrawn", message, "name the leaflet that is given out now")


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


def _own_letters(library: Library, sink: Sink) -> None:
    """Reports two letters in one language for one site, and one for a site there is not."""
    taken: dict[tuple[str, str], Letter] = {}
    for letter in library.letters.values():
        first = taken.setdefault((letter.language, letter.site or ""), letter)
        if first is not letter:
            message = f"the letter '{first.letter}' is in this language, too"
            hint = "keep one of them, or give each the site it is for: 'site: NAME'"
            sink.error(letter.language.span, "two-letters", message, hint)
        broken = any(path.startswith("sources/sites/") for path in library.broken)
        if letter.site is not None and not broken:
            _there(letter.site, "site", library.sites, sink)


def _read_snippets(project: Project, sink: Sink, library: Library) -> None:
    """Snippets. What uses one that uses itself is as if that could not be read."""
    _collect(project, sink, library, "sources/snippets/**/*.yaml", Snippet, library.snippets)
    for each in circular(library.snippets, sink):
        library.broken.add(each.span.path)
        del library.snippets[str(each.snippet)]
    if any(path.startswith("sources/snippets/") for path in library.broken):
        return  # what is not found may stand in the broken file
    for each in library.snippets.values():
        for name in uses(each.blocks):
            _there(name, "snippet", library.snippets, sink)


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
        if not any(path.startswith("handouts/") for path in library.broken):
            for code in pack.contents:
                _there(code, "handout", library.definitions, sink)
        broken = any(path.startswith("sources/sites/") for path in library.broken)
        if pack.site is not None and not broken:
            _there(pack.site, "site", library.sites, sink)


def _read_evidence(project: Project, sink: Sink, library: Library) -> None:
    """Claims, omissions as claims, figures and references; whatever these name must be there."""
    whole = list(_files(project, sink, library, "sources/evidence/*.yaml", Evidence))
    for each in whole:
        _named(each.sections, "section", library.sections, sink)
        _named(each.references, "reference", library.references, sink)
        _named(each.figures, "figure", library.figures, sink)
        _named(each.claims, "claim", library.claims, sink)
        _named((one.as_claim() for one in each.omissions), "claim", library.claims, sink)
        library.omissions.update((str(one.id), one) for one in each.omissions)
    if any(path.startswith("sources/evidence/") for path in library.broken):
        return  # what is not found may stand in the broken file
    asked = (question for bank in library.questions.values() for question in bank.questions)
    citing: Iterable[Citing] = (*library.signs.values(), *asked)
    for one in citing:
        for cited in one.claims:
            _there(cited, "claim", library.claims, sink)
    for figure in library.figures.values():
        _there(figure.source, "reference", library.references, sink)
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
    """What comes with the builder; a project's own layouts, printers and phrases win."""
    _bundled(sink, library, "layouts/*.yaml", Layout, library.layouts)
    _bundled(sink, library, "printers/*.yaml", Printer, library.printers)
    own = list(_files(project, sink, library, "sources/phrases/*.yaml", Phrases))
    _named(own, "language", {}, sink)
    library.phrases.add(library.facts, own, sink)


def _along() -> OnDemand[Phrases]:
    """The words that come with the builder; a file is called after its language."""
    paths = {path.rpartition("/")[2].removesuffix(".yaml"): path for path in bundled_names(PHRASES)}
    along = OnDemand(_bundled_phrases, name_of, len(paths))
    for language, path in paths.items():
        along.add(language, path)
    return along


def _bundled_phrases(path: str) -> Phrases | None:
    return _shipped(path, Phrases)[0]


@remembered
def _shipped(path: str, wanted: type[Kind]) -> tuple[Kind | None, tuple[Diagnostic, ...]]:
    """A file that comes with the builder, and what is wrong in it; read once a process."""
    own = Sink()
    return read(f"builder/{path}", bundled_text(path), wanted, own), tuple(own.sorted())


def _bundled(
    sink: Sink, library: Library, pattern: str, wanted: type[Kind], into: dict[str, Kind]
) -> None:
    """Those that the project has none of its own in the place of."""
    for path in bundled_names(pattern):
        thing, found = _shipped(path, wanted)
        sink.extend(found)
        if thing is not None and f"handouts/{path}" not in library.broken:
            into.setdefault(str(name_of(thing)), thing)
