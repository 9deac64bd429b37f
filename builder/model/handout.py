"""The merged document: frozen, with nothing left to look up, and so the cache key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
)

from builder.model.approval import Approval
from builder.model.blocktype import Block, with_inner
from builder.model.definition import Purpose
from builder.model.edition import WEB, Edition
from builder.model.evidence import Reference
from builder.model.fact import Fact
from builder.model.field import PersonalField
from builder.model.figures import StudyFigure
from builder.model.imprint import Mark, Provenance, Related, UserTest
from builder.model.looks import Brand, Layout
from builder.model.placed import Placed
from builder.model.printer import Printer
from builder.model.site import Site
from builder.model.sitefacts import FactLine, StripLine
from builder.model.terms import Term
from builder.model.topic import Section
from builder.model.typeface import Typeface
from builder.notation.cldr import day_in_words
from builder.place import Text
from builder.source.inline import Rich, Run
from builder.source.values import (
    File,
)

# The texts of a definition that stand before its contents, in reading order.
FRONT = ("tag", "title", "subtitle", "audience", "not_for", "main_message", "action")


class Chapter(Placed):
    """A topic as it stands in a handout, or blocks that stand on their own (no title, no topic).

    One of the `cover` stands on the first page, before the contents: its title is the builder's.
    """

    topic: str = ""
    title: Rich | None
    language: str | None
    treatment: str | None = None
    new_page: bool
    sections: tuple[Section, ...]
    cover: bool = False


class Step(NamedTuple):
    """One thing that stands in the contents: a heading, or else a block.

    The title of a chapter stands in no section. `topic` is the number of the
    chapter, `part` that of the section in it, from 1; 0 is none.
    """

    chapter: Chapter
    section: Section | None
    heading: Rich | None
    block: Block | None
    topic: int = 0
    part: int = 0


class Handout(BaseModel):
    """One definition with one brand, site, edition and language, fully merged.

    It holds everything that can change the output, so the digest of it is the
    key under which the output is kept. `forms` are the editions it is made in,
    its own among them. `folder` is that of its site among the outputs; empty
    where there is one site. `fields` are what it prints of one person; the places for them
    are in the texts. `cover` is the drawing of its first page. One that is `personal` has the
    questions of one person. `translated` is its language, where that is not the one its definition
    is written in. Where its editions do not all say the same, `variants` are by edition the fields
    in which they differ. `spoken` are titles and roles in it, by their words where they are
    written. `fingerprint` is the beginning of that of its words, where they can be answered
    on screen: replies say it.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)
    name: str
    code: str
    title: Rich
    subtitle: Rich | None
    audience: Rich | None
    not_for: Rich | None
    main_message: Rich
    action: Rich | None
    tag: Rich | None
    treatment: str | None
    purpose: Purpose
    group: str
    owner: Rich | None
    allow: tuple[Text, ...]
    edition: Edition
    forms: tuple[Edition, ...]
    language: str
    layout: Layout
    printer: Printer
    pages: Text | None
    brand: Brand
    logo: File | None
    cover: File | None
    typefaces: tuple[Typeface, ...]
    icons: tuple[tuple[str, File], ...]
    site: Site
    facts: dict[str, Fact]
    strip_lines: tuple[StripLine, ...]
    imprint_lines: tuple[FactLine, ...]
    strip: Literal["first-and-last", "every", "none"]
    chapters: tuple[Chapter, ...]
    terms: tuple[Term, ...]
    phrases: dict[str, Rich]
    phrases_reviewed: bool
    spoken: dict[str, str]
    version: Rich
    published: date
    review_by: date | None
    overdue: bool
    provenance: Provenance
    references: tuple[Reference, ...]
    figures: tuple[StudyFigure, ...]
    related: tuple[Related, ...]
    codes: tuple[str, ...]
    user_test: UserTest | None
    marks: tuple[Mark, ...]
    signs_needed: tuple[str, ...]
    carer_signs: tuple[str, ...]
    stamp: str
    folder: str
    translated: str
    used_facts: tuple[str, ...]
    builder: str
    sources: tuple[str, ...]
    personal: bool = False
    fields: dict[str, PersonalField] = Field(default_factory=dict, exclude=True)
    variants: dict[str, dict[str, Any]] = Field(default_factory=dict, exclude=True)
    approvals: tuple[Approval, ...] = ()
    void: Approval | None = None
    fingerprint: str = ""

    def in_every_edition(self) -> Iterator[Self]:
        """The same handout in each edition it is made in."""
        for form in self.forms:
            own = self.variants.get(str(form.edition), {})
            yield self.model_copy(update={"edition": form, **own})

    def with_chapters(self, chapters: tuple[Chapter, ...], **more: Any) -> Self:
        """The handout with these in all its editions."""
        return self.model_copy(update={"chapters": chapters, "variants": {}, **more})

    @property
    def standing(self) -> Rich | None:
        """What every page must say: that the handout is out of date, that it is a draft."""
        said = [self.out_of_date, None if self.approvals else self.phrase("draft")]
        lines = [line.text for line in said if line is not None]
        return Rich.plain(". ".join(lines)) if lines else None

    @property
    def how_to_fill(self) -> Rich | None:
        """What stands before the contents where there are boxes to type in: how, and else how."""
        return self.phrase("how_to_fill") if self.edition.fillable else None

    @property
    def web_path(self) -> str:
        """Where the web page stands, from the folder of its site."""
        return named(self.name, WEB, self.translated)

    @property
    def web_address(self) -> str:
        """Where the web page is found; empty when the site publishes none."""
        return self.address_of(self.web_path)

    def phrase(self, name: str, **values: str) -> Rich:
        """One of the builder's own phrases, with `%name%` filled in."""
        rich = self.phrases[name]
        if not values:
            return rich
        words = rich.text
        for key, value in values.items():
            words = words.replace(f"%{key}%", value)
        return Rich.plain(words, rich.source)

    @property
    def out_of_date(self) -> Rich | None:
        """What every page says once the day of review is past."""
        if not self.overdue or self.review_by is None:
            return None
        return self.phrase("overdue", day=self.day(self.review_by))

    def address_of(self, path: str) -> str:
        """Where an output is found; empty when the site publishes none."""
        return f"{self.site.web}{path}" if self.site.web else ""

    @property
    def figures_by_name(self) -> dict[str, StudyFigure]:
        """The figures that it prints."""
        return {str(figure.id): figure for figure in self.figures}

    @property
    def signs_told(self) -> frozenset[str]:
        """The warning signs that its blocks tell of."""
        return frozenset(str(sign) for block in self.blocks() for sign in block.signs)

    def line(self, line: FactLine) -> Rich:
        """What introduces a fact, and the fact, or a line to write it on."""
        value = self.facts[line.fact].runs(line.fact, strong=True)
        return Rich((*line.says.runs, Run(" "), *value), line.says.source)

    def day(self, day: date) -> str:
        """A day in words, as the handout's language writes it: 6 August 2026."""
        return day_in_words(day, self.language)

    def signature(self, approval: Approval) -> str:
        """Who approved, as the imprint prints it: role, name, day."""
        return f"{self.in_words(approval.role)}, {approval.name}, {self.day(approval.date)}"

    def in_words(self, written: str) -> str:
        """A title or a role in the handout's language, or as it is written, if nobody says it."""
        return self.spoken.get(written, written)

    @property
    def edition_title(self) -> str:
        """What the edition is called, in the handout's language."""
        return self.in_words(self.edition.title.text)

    def on_cover(self) -> tuple[Chapter, ...]:
        """The chapters that stand before the contents."""
        return tuple(chapter for chapter in self.chapters if chapter.cover)

    def inside(self) -> tuple[Chapter, ...]:
        """The chapters of the contents."""
        return tuple(chapter for chapter in self.chapters if not chapter.cover)

    def walk(self) -> Iterator[Step]:
        """What stands in chapters, in order: each heading, and each block that is below one."""
        for topic, chapter in enumerate(self.chapters, 1):
            if chapter.title:
                yield Step(chapter, None, chapter.title, None, topic)
            for number, section in enumerate(chapter.sections, 1):
                if section.heading:
                    yield Step(chapter, section, section.heading, None, topic, number)
                for block in section.blocks:
                    yield Step(chapter, section, None, block, topic, number)

    def sections(self) -> Iterator[Section]:
        return (section for chapter in self.chapters for section in chapter.sections)

    def outer_blocks(self) -> Iterator[Block]:
        """The blocks that stand one below the other."""
        return (step.block for step in self.walk() if step.block is not None)

    def blocks(self) -> Iterator[Block]:
        """Every block, those inside other blocks too, in reading order."""
        for outer in self.outer_blocks():
            yield from with_inner(outer)


def named(code: str, edition: str, translated: str = "") -> str:
    """Where an output stands, from the folder of its site.

    `<handout>/<handout>.<edition>.pdf`, and `<handout>/<handout>.html` for the web
    page; a translation has its language before the edition.
    """
    stem = f"{code}/{code}.{translated}" if translated else f"{code}/{code}"
    return f"{stem}.html" if edition == WEB else f"{stem}.{edition}.pdf"


def texts(rich: Iterable[Rich | None]) -> Iterator[Rich]:
    """Those of the texts that are there."""
    return (text for text in rich if text is not None)
