"""Where a project says something: as it is printed, or as it is written where nothing prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.phrasebook import DECLARED, spoken
from builder.library.which import which
from builder.merge.provenance import written
from builder.model import (
    Handout,
    HandoutDefinition,
    Phrases,
    QuestionBank,
    Site,
    SiteFact,
    StudyFigure,
    Topic,
    TopicUse,
)
from builder.place import ByName, Span
from builder.project import Project
from builder.sign.handouts import handouts
from builder.source.inline import Rich, Run
from builder.source.when import When
from builder.words.forwhom import conditions_below
from builder.words.matching import Wanted, place_of
from builder.words.whole import whole
from builder.words.words import texts_below, words

# What stands in a kind of file, by where the file is; the first that fits.
KINDS = (
    ("sources/topics/", "topic"),
    ("sources/snippets/", "snippet"),
    ("sources/sites/", "site"),
    ("sources/terms.yaml", "term"),
    ("sources/questions", "question"),
    ("sources/pictures", "picture"),
    ("sources/evidence/", "figure"),
    ("sources/letters/", "letter"),
    ("handouts/brands/", "brand"),
    ("handouts/packs/", "pack"),
    ("handouts/", "handout"),
    ("", "phrase"),
)
# Phrases of the running header and footer, which are no words of the handout's text.
RUNNING = ("draft", "page", "version")


@dataclass(frozen=True)
class Found:
    """A text that says what was looked for: its place, what it is part of, and who prints it.

    `when` is for whom it is, where that is not for all.
    """

    span: Span
    kind: str
    heading: str
    text: str
    start: int
    end: int
    handouts: tuple[str, ...]
    when: str = ""


@dataclass
class _Said:
    """A text of the sources, with how it reads in each handout that prints it."""

    heading: str
    readings: dict[str, Rich] = field(default_factory=dict)
    handouts: dict[str, None] = field(default_factory=dict)


def find(project: Project, library: Library, wanted: str) -> list[Found]:
    """Every text that says `wanted`, or uses the term, fact or figure of that name.

    They are in the order of the files. Capital letters, spaces, dashes and quotation marks
    are taken as they may be typed.
    """
    looked_for, conditions = Wanted.of(wanted), dict(_conditions(library))
    found: list[Found] = []
    for span, said in sorted(_texts(project, library).items(), key=lambda item: item[0]):
        for rich in said.readings.values():
            if at := looked_for.where(rich):
                kind = next(kind for start, kind in KINDS if span.path.startswith(start))
                handouts = tuple(said.handouts)
                place = place_of(rich, *at)
                when = str(conditions.get(span, ""))
                found.append(Found(place, kind, said.heading, rich.text, *at, handouts, when))
                break
    return found


def _conditions(library: Library) -> Iterator[tuple[Span, When]]:
    """The places of texts that are for some only, with for whom."""
    for topic in library.topics.values():
        yield from conditions_below(topic)
    for snippet in library.snippets.values():
        yield from conditions_below(snippet)
    for definition in library.definitions.values():
        yield from conditions_below(definition.contents)


def _texts(project: Project, library: Library) -> dict[Span, _Said]:
    """Every text there is, by its place: first as handouts print it, then what none prints."""
    texts: dict[Span, _Said] = {}

    def note(rich: Rich, heading: str, handout: str = "") -> None:
        said = texts.setdefault(rich.span, _Said(heading))
        said.readings.setdefault(rich.text, rich)
        if handout:
            said.handouts[handout] = None

    for merged in handouts(project, library, which(library, Sink())):
        code = merged.which[0].definition
        unmerged = _unmerged(library, library.definitions[code])
        for rich, heading in _printed(whole(merged.handout)) if merged.handout else unmerged:
            note(rich, heading, code)
    for rich, heading in _everything(library):
        if rich.span not in texts:
            note(rich, heading)
    return texts


def _printed(handout: Handout) -> Iterator[tuple[Rich, str]]:
    """The texts of a merged handout, each with what it stands under."""
    phrases = {rich.span for rich in handout.phrases.values()}
    yield from ((rich, under) for rich, under in _own(handout) if rich.span not in phrases)
    yield from _standing(handout)


def _own(handout: Handout) -> Iterator[tuple[Rich, str]]:
    """Its title, what is below it, and the terms and figures it uses."""
    title = handout.title.text
    for key in ("title", "subtitle", "audience", "not_for", "main_message", "action", "tag"):
        yield from ((rich, title) for _, rich in texts_below(getattr(handout, key)))
    for step in handout.walk():
        above = step.chapter.title.text if step.chapter.title else title
        if step.heading is not None:
            under = title if step.section is None else above
            yield from ((rich, under) for _, rich in texts_below(step.heading))
        if step.block is not None:
            heading = step.section.heading if step.section else None
            under = f"{above} › {heading.text}" if heading else above
            yield from ((rich, under) for _, rich in texts_below(step.block))
            yield from ((rich, under) for rich in step.block.words(handout))
    for term in handout.terms:
        yield from ((rich, term.term.text) for _, rich in texts_below(term))
    for figure in handout.figures:
        yield from _of_figure(figure)


def _of_figure(figure: StudyFigure) -> Iterator[tuple[Rich, str]]:
    """Its words where it is defined, which its name finds."""
    name = str(figure.id)
    yield Rich((Run(figure.label.text, figure=name),), figure.label.source), name
    yield from ((rich, name) for _, rich in texts_below(figure) if rich is not figure.label)


def _standing(handout: Handout) -> Iterator[tuple[Rich, str]]:
    """What a handout prints of the builder's phrases, its brand and its site."""
    shown = [*words(handout), *(handout.phrase(name) for name in RUNNING)]
    facts: dict[Span, dict[str, None]] = {}
    for rich in shown:
        said = facts.setdefault(rich.span, {})
        said.update((run.fact, None) for run in rich.runs if run.fact)
    lines = {str(line.fact): line.says for line in (*handout.strip_lines, *handout.imprint_lines)}
    for phrase, rich in {**handout.phrases, **lines}.items():
        if rich.span in facts:
            # Which facts it is printed with; the words of those stand at the site.
            more = (Run("", fact=fact) for fact in facts[rich.span])
            yield Rich((*rich.runs, *more), rich.source), str(phrase)
    for _, rich in texts_below(handout.brand):
        if rich.span in facts:
            yield rich, handout.brand.name.text
    yield from _of_site(handout, {fact for said in facts.values() for fact in said})


def _of_site(handout: Handout, names: set[str]) -> Iterator[tuple[Rich, str]]:
    """What stands in the site's file under these names."""
    for name, rich in _facts(handout.site.facts):
        if name in names:
            yield rich, name
    if "name" in names:
        yield handout.site.name, handout.site.name.text
    for contact in handout.site.contacts:
        if contact.id in names and contact.phone:
            yield Rich.plain(str(contact.phone), contact.phone), contact.name.text


def _facts(facts: ByName[SiteFact]) -> Iterator[tuple[str, Rich]]:
    for name, fact in facts.items():
        yield str(name), Rich((Run(str(fact.value), fact=str(name)),), fact.value)


def _unmerged(library: Library, definition: HandoutDefinition) -> Iterator[tuple[Rich, str]]:
    """The texts of a handout that cannot be merged, as they are written."""
    title = definition.title.text
    yield from ((rich, title) for _, rich in texts_below(definition))
    for entry in definition.contents:
        if isinstance(entry, TopicUse) and (topic := library.topics.get(str(entry.topic))):
            yield entry.title or topic.title, title
    for part in written(library, definition):
        under = part.section.heading if part.section else None
        heading = under.text if under else title
        yield from ((rich, heading) for _, rich in texts_below(part.block))


def _all_of_site(site: Site) -> Iterator[tuple[Rich, str]]:
    yield from ((rich, name) for name, rich in _facts(site.facts))
    yield site.name, site.name.text
    for contact in site.contacts:
        yield from ((rich, contact.name.text) for _, rich in texts_below(contact))
        numbers = (each.phone for each in contact.phones)
        for value in (contact.phone, *numbers, contact.email, contact.map):
            if value:
                yield Rich.plain(str(value), value), contact.name.text


def _in_use(library: Library) -> Iterator[Phrases]:
    """The phrases of languages that a leaflet or a site is in, or that the project words itself."""
    wanted = {one.language for one in library.listed.values()}
    wanted |= {str(site.language) for site in library.sites.values() if site.language}
    in_use = {str(found.language) for each in wanted if (found := spoken(library.phrases, each))}
    for language, phrases in library.phrases.items():
        if language in in_use or phrases.span.path.startswith("sources/"):
            yield phrases


def _of_bank(bank: QuestionBank) -> Iterator[tuple[Rich, str]]:
    headings = {str(group.id): group.heading.text for group in bank.groups}
    for group in bank.groups:
        yield from ((rich, headings[str(group.id)]) for _, rich in texts_below(group))
    for question in bank.questions:
        yield question.text, headings.get(str(question.group), "")


def _everything(library: Library) -> Iterator[tuple[Rich, str]]:
    """Every text of the sources as it is written."""
    for topic in library.topics.values():
        yield from _of_topic(topic)
    for bank in library.questions.values():
        yield from _of_bank(bank)
    for store in library.pictures.values():
        yield from ((each.alt, str(each.picture)) for each in store.pictures)
    for figure in library.figures.values():
        yield from _of_figure(figure)
    for site in library.sites.values():
        yield from _all_of_site(site)
    for called, thing in _named(library):
        yield from ((rich, called) for _, rich in texts_below(thing))
    for phrases in _in_use(library):
        for group in (phrases.phrases, *(getattr(phrases, name) for name in DECLARED)):
            yield from ((rich, str(name)) for name, rich in group.items())


def _of_topic(topic: Topic) -> Iterator[tuple[Rich, str]]:
    yield topic.title, topic.title.text
    for section in topic.sections:
        heading = topic.title.text
        if section.heading:
            yield section.heading, heading
            heading = f"{heading} › {section.heading.text}"
        yield from ((rich, heading) for _, rich in texts_below(section.blocks))


def _named(library: Library) -> Iterator[tuple[str, Any]]:
    """What has texts of its own below one name."""
    yield from ((name, each.blocks) for name, each in library.snippets.items())
    yield from ((each.term.text, each) for each in library.terms.values())
    yield from ((each.name.text, each) for each in library.brands.values())
    yield from library.letters.items()
    yield from ((each.title.text, each) for each in library.packs.values())
