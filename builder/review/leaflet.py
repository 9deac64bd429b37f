"""The leaflet's blocks, each beside what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.blocks.paragraph import Paragraph
from builder.model import Block, Chapter, Claim, Handout, Section
from builder.parts.reference_list import organisation
from builder.place import Text
from builder.review.diff import Change
from builder.review.numbers import records
from builder.review.review import Review
from builder.review.say import bullets, day, linked, paragraph, rich, strong
from builder.review.side_by_side import Facing, Pair
from builder.review.support import USE, allowed, states_without_claim
from builder.source.inline import Rich, Run
from builder.words.words import texts_below

ENGLISH = "en-GB"
COLUMNS = (rich("What the leaflet says"), rich("What it rests on"))
FRONT = {
    "tag": "Above the title",
    "title": "Title",
    "subtitle": "Subtitle",
    "audience": "Who it is for",
    "not_for": "Who it is not for",
    "main_message": "Main message",
    "action": "What to do",
}


def foreign(language: str | None) -> str | None:
    """The language, if it is another than English, which the pack speaks."""
    return language if language and language.partition("-")[0] != "en" else None


@dataclass
class Rows:
    """Makes the rows of one pack. A claim's sources are told in full where it first stands."""

    review: Review
    told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.changes = self.review.change_of()
        self.warned = self.review.warnings_of()

    def front(self) -> Iterator[Block]:
        """What stands on the leaflet before its contents, which cites nothing itself."""
        handout = self.review.handout
        words: list[Block] = []
        for name, label in FRONT.items():
            text: Rich | None = getattr(handout, name)
            if text is not None:
                own = [paragraph(strong(label)), Paragraph(text=text)]
                words += [own[0], _tagged(own[1], handout.language)]
        note = "These cite nothing themselves: the blocks below must bear out what they say."
        pair = Pair(words=tuple(words), notes=(paragraph(note), *self._front_changes()))
        yield Facing(columns=COLUMNS, pairs=(pair,))

    def _front_changes(self) -> Iterator[Block]:
        """Which of them changed."""
        for change in self.review.changed:
            if change.stretch.place == "front":
                label = FRONT[change.stretch.kind]
                yield paragraph(strong(f"{label}: {_state(change)} since {self.review.against}."))

    def chapter(self, chapter: Chapter) -> Chapter:
        """A chapter of the leaflet with its own headings, each block in a row."""
        handout = self.review.handout
        language = chapter.language or handout.language
        sections = tuple(
            Section.model_construct(
                id=section.id,
                heading=section.heading,
                blocks=(self._facing([self._row(b, language) for b in section.blocks], language),),
            )
            for section in chapter.sections
        )
        named = chapter.title is not None
        title = chapter.title or rich(
            f"Standing alone: {kind_of(type(chapter.sections[0].blocks[0]).__name__)}"
        )
        spoken = language if named else ENGLISH
        return chapter.model_copy(
            update={
                "title": title,
                "language": spoken if foreign(handout.language) or foreign(spoken) else None,
                "sections": sections,
                "new_page": False,
            }
        )

    def _facing(self, pairs: Sequence[Pair], language: str) -> Facing:
        spoken = Text(ENGLISH) if foreign(language) else None
        return Facing(columns=COLUMNS, pairs=tuple(pairs)).model_copy(update={"language": spoken})

    def _row(self, block: Block, language: str) -> Pair:
        notes = [
            *self._only(block),
            *self._change(block),
            *records(block, self.review.handout),
            *self._claims(block),
            *self._allowed(block),
            *self._warned(block),
        ]
        return Pair(words=(_tagged(block, language),), notes=tuple(notes))

    def _only(self, block: Block) -> Iterator[Block]:
        """In which editions it stands, and for whom it is, where that is not for all."""
        if (titles := self.review.only.get(id(block))) is not None:
            yield paragraph(strong("Only in: "), ", ".join(titles), ".")
        conditions = self.review.conditions
        whole = conditions.get(block.span)
        if whole:
            yield paragraph(strong("Only for: "), f"{whole}.")
        parts = {text.span: text for _, text in texts_below(block)}
        for span, text in parts.items():
            if (part := conditions.get(span)) not in (None, whole):
                yield paragraph(f"“{text.text}”: ", strong("only for: "), f"{part}.")

    def _change(self, block: Block) -> Iterator[Block]:
        change = self.changes.get(id(block))
        if change is not None and change.state != "same":
            state = _state(change)
            yield paragraph(strong(f"{state[0].upper()}{state[1:]} since {self.review.against}."))

    def _claims(self, block: Block) -> Iterator[Block]:
        cited = self.review.evidence.cited(block)
        for claim in cited:
            yield paragraph(*_claim(claim))
            yield from self._sources(claim)
        if states_without_claim(block):
            part = " A part of it" if cited else " It"
            yield paragraph(strong("No claim is cited."), f"{part} states something all the same.")
        elif not cited:
            yield paragraph("Cites no claim: it states nothing of its own.")

    def _sources(self, claim: Claim) -> Iterator[Block]:
        sources = list(self.review.evidence.sources(claim))
        if not sources:
            yield paragraph(strong("Rests on no source."))
        elif claim.id in self.told:
            numbers = ", ".join(f"{number}\u00a0{each.trust}" for number, each in sources)
            yield paragraph(strong(f"Sources {numbers}"), ", in full above.")
        else:
            self.told.add(str(claim.id))
            yield bullets(
                rich(
                    strong(f"{number}\u00a0{each.trust}"),
                    " ",
                    linked(str(each.name), each.url),
                    *([f" · {organisation(each)}"] if each.organisation else []),
                    f" · checked {day(each.checked)}",
                )
                for number, each in sources
            )

    def _warned(self, block: Block) -> Iterator[Block]:
        for each in self.warned.get(id(block), ()):
            yield paragraph(strong("Open warning: "), f"{each.message} ({each.code})")

    def _allowed(self, block: Block) -> Iterator[Block]:
        for code, because in allowed(block):
            yield paragraph(strong("Allowed by the author: "), f"{code}, because {because}")


def _state(change: Change) -> str:
    told = {"added": "new", "removed": "taken out"}
    moved = " and moved" if change.moved and change.state == "changed" else ""
    return told.get(change.state, change.state) + moved


def _claim(claim: Claim) -> Iterator[Run | str]:
    """Its name, whether it may be used, what it says, and how it must be put right."""
    verdict = f", {claim.verdict.replace('-', ' ')}" if claim.verdict else ""
    yield strong(f"{claim.id}: {USE[claim.use]}{verdict}. ")
    yield _ended(claim.claim)
    if claim.correction:
        yield strong(" Correction: ")
        yield _ended(claim.correction)
    if claim.note:
        yield strong(" Note: ")
        yield _ended(claim.note)


def _ended(words: str) -> str:
    return words if words.rstrip().endswith((".", "?", "!")) else f"{words.rstrip()}."


def _tagged(block: Block, language: str) -> Block:
    """A block of the leaflet with the language it is written in, where that is not English."""
    spoken = foreign(str(block.language) if block.language else language)
    return block.model_copy(update={"language": Text(spoken)}) if spoken else block


def kind_of(name: str) -> str:
    """A kind of block in words: KeyFacts is key facts, main_message is main message."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name.replace("_", " ")).strip()


def chapters(review: Review, handout: Handout) -> Iterator[Chapter]:
    """The whole of the leaflet, chapter by chapter."""
    made = Rows(review)
    language = ENGLISH if foreign(handout.language) else None
    front = Section.model_construct(id=Text("front"), blocks=tuple(made.front()))
    title = rich("The front of the leaflet")
    yield Chapter(title=title, language=language, new_page=False, sections=(front,))
    yield from (made.chapter(each) for each in handout.chapters)
