"""What is printed, part by part of the layout: the flowables of its parts and chapters."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from builder.model import Chapter
from builder.model.parttype import part
from builder.paper.bonds import openings
from builder.paper.compose import Composer
from builder.paper.parting import opened
from builder.paper.spaced import Spaced
from builder.paper.strip_foot import StripFoot


def whole_story(page: Composer) -> tuple[list[Spaced], StripFoot | None]:
    """The handout's flowables in the order of the layout's parts, and the strip for the foot."""
    story: list[Spaced] = []
    foot: StripFoot | None = None
    for name in map(str, page.handout.layout.parts):
        made = part_story(page, name)
        if name != "safety-strip":
            story += made
        elif made:
            foot = StripFoot.of(page, made)
    return story, foot


def part_story(page: Composer, name: str) -> list[Any]:
    """The flowables of one part of the layout, with its elements below `page.parent`."""
    if name != "contents":
        return list(part[name].compose(page))
    story: list[Flowable] = []
    if how := page.handout.how_to_fill:
        story.append(page.text(how))
        story[0].before = page.design.block_space
    for number, chapter in enumerate(page.handout.inside()):
        made = _chapter(page, chapter)
        if made and chapter.new_page and number:
            made[0].new_page = True
        story += made
    return story


def _chapter(page: Composer, chapter: Chapter) -> list[Flowable]:
    language = chapter.language if chapter.language != page.handout.language else None
    place = page.add("Sect", language=language)
    place = place.under(place.parent, chapter.language)
    story: list[Any] = []
    if chapter.title:
        story.append(place.heading(chapter.title, 2, "heading"))
    for section in chapter.sections:
        made: list[Any] = []
        inner = place.nested(3 if chapter.title else page.level)
        if section.heading:
            inner = inner.under(inner.parent.add("Sect")).nested(4)
            made.append(inner.heading(section.heading, 3, "subheading"))
        headed = bool(section.heading or (chapter.title and section is chapter.sections[0]))
        made += inner.blocks(section.blocks, headed=headed, floats=section.float)
        for each in made if section.keep else ():
            each.kept = section.span
        for each in made[:1] if section.new_page else ():
            each.new_page = True
        story += made
    for number, each in enumerate(story):
        if each.new_page:
            each.new_page = False
            opened(story[:number], each).new_page = True
    openings(story, page.width - page.gutter)
    return story
