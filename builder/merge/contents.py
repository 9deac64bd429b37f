"""The contents of a handout, topic by topic and block by block, with every reference resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.merge.asked import asked
from builder.merge.assets import Assets
from builder.merge.drawn import drawn
from builder.merge.lookup import Lookup
from builder.merge.picked import picked
from builder.merge.planned import Planned
from builder.merge.references import References
from builder.model import (
    Asked,
    Block,
    Chapter,
    Contact,
    PickedGroup,
    Section,
    SharedPicture,
    Sign,
    StudyFigure,
    Topic,
    TopicUse,
    WantedQuestions,
    with_inner,
)
from builder.place import Span, Text
from builder.project import Asset
from builder.source.inline import Rich


@dataclass
class Contents:
    """Merges what is planned for one handout. It is the `Merger` that blocks ask."""

    lookup: Lookup
    plan: tuple[Planned, ...]
    references: References
    assets: Assets

    def cover(self) -> Asset | None:
        """The drawing of the first page, if the definition names one."""
        name = self.lookup.definition.picture
        found = self.drawing(name, told=True) if name else None
        return found.asset if found else None

    def chapters(self) -> Iterator[Chapter]:
        for each in self.plan:
            if each.topic is not None and each.use is not None:
                yield self._chapter(each.topic, each.use, each.sections)
            else:
                sections = self._sections(each.sections)
                yield Chapter(title=None, language=None, new_page=False, sections=sections)

    def _sections(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        made = []
        for section in sections:
            heading = self.references.resolve(section.heading) if section.heading else None
            blocks = tuple(self._blocks(section.blocks))
            made.append(section.model_copy(update={"heading": heading, "blocks": blocks}))
        return tuple(made)

    def _chapter(self, topic: Topic, use: TopicUse, chosen: Iterable[Section]) -> Chapter:
        sections = self._sections(chosen)
        title = self.references.resolve(use.title or topic.title)
        language = str(topic.language) if topic.language else None
        chapter = Chapter(
            topic=str(topic.topic),
            title=title,
            language=language,
            treatment=str(topic.treatment) if topic.treatment else None,
            new_page=use.new_page,
            sections=sections,
        )
        chapter._span = topic.span
        return chapter

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            for each in with_inner(block):
                for claim in each.claims:
                    self.lookup.find(self.lookup.library.claims, claim, "claim", needed=False)
            yield block.merged(self)

    # -- what blocks ask for

    def resolve(self, rich: Rich) -> Rich:
        return self.references.resolve(rich)

    def picture(self, path: Text) -> Asset | None:
        return self.assets.file(path, path.span.path, "unknown-image")

    def drawing(self, name: Text, *, told: bool) -> SharedPicture | None:
        return drawn(self.lookup, self.assets, name, self.references.language, told=told)

    def contact(self, name: Text) -> Contact | None:
        return self.lookup.find(self.references.contacts(), name, "contact")

    def signs(self, wanted: Asked, span: Span) -> tuple[Sign, ...]:
        found = picked(self.lookup, wanted, span)
        return tuple(sign.resolved(self.resolve) for sign in found)

    def questions(self, wanted: WantedQuestions, span: Span) -> tuple[PickedGroup, ...]:
        found = asked(self.lookup, self.references.language, wanted, span)
        return tuple(group.resolved(self.resolve) for group in found)

    def sign(self, name: Text) -> Sign | None:
        found = self.lookup.find(self.lookup.library.signs, name, "sign")
        return None if found is None else found.resolved(self.resolve)

    def figure(self, name: Text) -> StudyFigure | None:
        return self.references.figure(name)

    def wrong(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.lookup.sink.error(span, code, message, hint)
