"""The words of a handout in reading order: what every output must say, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator

from builder.inline import Rich
from builder.model import Block, Chapter, Handout, texts
from builder.parts.part import part


def words(handout: Handout) -> Iterator[Rich]:
    """Every text that is printed as content, part by part."""
    for name in handout.layout.parts:
        if name == "contents":
            for chapter in handout.chapters:
                yield from _chapter(chapter, handout)
        else:
            yield from part[str(name)].words(handout)


def passages(handout: Handout) -> Iterator[tuple[Rich, Block | None, Rich | None]]:
    """Every text an author wrote for this handout, with its block and the heading above it.

    Those of blocks inside of others come with the innermost block; the
    builder's own phrases and the site's facts are not among them.
    """
    for rich in texts((handout.title, handout.subtitle, handout.audience, handout.not_for,
                       handout.main_message, handout.action)):  # fmt: skip
        yield rich, None, None
    for chapter in handout.chapters:
        if chapter.title:
            yield chapter.title, None, None
        for section in chapter.sections:
            heading = section.heading or chapter.title
            if section.heading:
                yield section.heading, None, None
            for block in section.blocks:
                yield from _passages(block, handout, heading)


def _passages(
    block: Block, handout: Handout, heading: Rich | None
) -> Iterator[tuple[Rich, Block | None, Rich | None]]:
    inner = getattr(block, "blocks", None) or ()
    within = {id(rich) for each in inner for rich in each.words(handout)}
    for rich in block.words(handout):
        if id(rich) not in within and rich.source.source is not None:
            yield rich, block, heading
    for each in inner:
        yield from _passages(each, handout, heading)


def _chapter(chapter: Chapter, handout: Handout) -> Iterator[Rich]:
    if chapter.title:
        yield chapter.title
    for section in chapter.sections:
        if section.heading:
            yield section.heading
        for block in section.blocks:
            yield from block.words(handout)
