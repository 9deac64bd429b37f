"""Facts that an author wants seen at a glance leave their topics for the first page."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Block, Chapter, Section
from builder.place import Text
from builder.source.inline import Rich


def with_glance(chapters: tuple[Chapter, ...], title: Rich) -> tuple[Chapter, ...]:
    """The chapters with those facts in one of their own, under `title`, before all others.

    A section that held nothing else is gone; what it covers, the new chapter does.
    """
    moved = [(block, chapter.language) for chapter in chapters for block in _marked(chapter)]
    if not moved:
        return chapters
    left = tuple(map(_without, chapters))
    kept = {id(section.covers) for chapter in left for section in chapter.sections}
    gone = [s for chapter in chapters for s in chapter.sections if id(s.covers) not in kept]
    section = Section.model_construct(
        id=Text("at-a-glance"),
        covers=tuple(dict.fromkeys(each for section in gone for each in section.covers)),
        blocks=tuple(_spoken(block, language) for block, language in moved),
    )
    first = Chapter(title=title, language=None, new_page=False, sections=(section,), cover=True)
    return (first, *(chapter for chapter in left if chapter.sections))


def _marked(chapter: Chapter) -> Iterator[Block]:
    for section in chapter.sections:
        yield from (block for block in section.blocks if getattr(block, "at_a_glance", False))


def _without(chapter: Chapter) -> Chapter:
    """The chapter without facts that are seen at a glance, and without sections left empty."""
    sections = []
    for section in chapter.sections:
        blocks = tuple(b for b in section.blocks if not getattr(b, "at_a_glance", False))
        if len(blocks) == len(section.blocks):
            sections.append(section)
        elif blocks:
            sections.append(section.model_copy(update={"blocks": blocks}))
    return chapter.model_copy(update={"sections": tuple(sections)})


def _spoken(block: Block, language: str | None) -> Block:
    """The block with the language of its chapter, where it says none itself."""
    if block.language or not language:
        return block
    return block.model_copy(update={"language": Text(language)})
