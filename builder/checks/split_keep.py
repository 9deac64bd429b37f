from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from builder.checks.check import Case, advice, warning
from builder.checks.wording import by_edition
from builder.diagnostics import Diagnostic
from builder.model import WEB, Block, Chapter, Handout, Section

if TYPE_CHECKING:
    from builder.paper.compose import Composer


@advice("split-keep")
def split_keep(case: Case) -> Iterator[Diagnostic]:
    """What is to stay on one page (`keep: true`) is higher than a page, and goes on over several.

    Nothing that is too high could be kept whole; it ends its page where that costs least.
    """
    if not any(map(_kept, case.handout.chapters)):
        return
    on_paper = (one for one in case.handout.in_every_edition() if one.edition.edition != WEB)
    for each, where in by_edition(on_paper, _higher):
        message = f"it cannot stay whole: it is higher than a page in {where}"
        hint = "take out 'keep', or keep smaller parts"
        yield warning(each.span, "split-keep", message, hint)


def _kept(chapter: Chapter) -> bool:
    return any(
        section.keep or any(block.keep for block in section.blocks) for section in chapter.sections
    )


def _higher(handout: Handout) -> Iterator[Block | Section]:
    """What is to stay whole and is higher than a page."""
    from builder.paper.compose import Composer  # slow to load, seldom needed
    from builder.paper.story import part_story
    from builder.paper.strip_foot import StripFoot, rooms
    from builder.pdf.tags import Element

    page = Composer.of(handout, Element("Document"))
    strip = part_story(page, "safety-strip") if "safety-strip" in handout.layout.parts else []
    room = rooms(page, StripFoot.of(page, strip) if strip else None).later
    for chapter in filter(_kept, handout.chapters):
        place = page.under(page.parent, chapter.language)
        for section in chapter.sections:
            if section.keep and _height(place, section.blocks, section.heading is not None) > room:
                yield section
            for each in section.blocks:
                if each.keep and _height(place, [each], headed=False) > room:
                    yield each


def _height(page: Composer, blocks: Sequence[Block], headed: bool) -> float:
    """How high blocks are one below the other, in points; a heading of theirs has one line."""
    from builder.paper.boxes import stack

    *_, foot = stack(page.blocks(blocks, headed=headed), page.width, 0)
    return foot + (page.style("subheading").leading if headed else 0)
