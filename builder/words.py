"""The words of a handout in reading order: what every output must say, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator

from builder.inline import Rich
from builder.model import Chapter, Handout
from builder.parts.part import part


def words(handout: Handout) -> Iterator[Rich]:
    """Every text that is printed as content, part by part."""
    for name in handout.layout.parts:
        if name == "contents":
            for chapter in handout.chapters:
                yield from _chapter(chapter, handout)
        else:
            yield from part[str(name)].words(handout)


def _chapter(chapter: Chapter, handout: Handout) -> Iterator[Rich]:
    if chapter.title:
        yield chapter.title
    for section in chapter.sections:
        if section.heading:
            yield section.heading
        for block in section.blocks:
            yield from block.words(handout)
