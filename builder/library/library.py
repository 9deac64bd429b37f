"""All that a project has, by name: what there is to merge from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from builder.library.known import Gone, Known, Listed, Told
from builder.library.ondemand import OnDemand
from builder.library.phrasebook import Phrasebook
from builder.library.shipped import along
from builder.library.snippets import expanded
from builder.library.summary import told_by
from builder.library.vocabulary import Vocabulary, vocabulary_of
from builder.model import (
    NO_FACTS,
    Approvals,
    ArticleSection,
    Brand,
    Claim,
    Facts,
    HandoutDefinition,
    Layout,
    Letter,
    Omission,
    PackDefinition,
    Pictures,
    Printer,
    QuestionBank,
    Reference,
    Sign,
    Site,
    Snippet,
    StudyFigure,
    Term,
    Topic,
    WordListFile,
)
from builder.place import Text


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
    phrases: Phrasebook = field(default_factory=lambda: Phrasebook(along()))
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

    def is_broken_below(self, folder: str) -> bool:
        """Whether a file there has mistakes: what is not found may stand in it."""
        return any(path.startswith(folder) for path in self.broken)

    @property
    def many_sites(self) -> bool:
        """Whether there are several sites, good or not: each then has a folder of its own."""
        return sum(path.startswith("sources/sites/") for path in self.read) > 1
