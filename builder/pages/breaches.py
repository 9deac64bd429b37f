"""Where a page does not keep to what it must."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Handout
from builder.pages.limits import CLOSE, FULL, LAST, LONG, SIDE, TALL, WHOLE
from builder.pages.measure import Measured, PageMeasured
from builder.pages.splits import Split


@dataclass(frozen=True)
class Breach:
    """What a page (from 1) does not keep to."""

    page: int
    what: str


def breaches(measured: Measured, asking: frozenset[str], least: float) -> list[Breach]:
    """All of a file. `asking` are the chapters that ask for a new page, `least` its smallest type.

    The page before such a chapter may end anywhere.
    """
    pages = measured.pages
    found = [
        *(Breach(page.number, what) for page in pages for what in _page(page, least)),
        *(Breach(page.number, "not-full") for page in _empty(pages, asking)),
        *(Breach(each.pages[0], what) for each in measured.splits if (what := broken(each, pages))),
    ]
    return sorted({*found}, key=lambda breach: (breach.page, breach.what))


def asking(handout: Handout) -> frozenset[str]:
    """The headings of chapters that ask for a new page, as `letters` has them."""
    headings = (
        chapter.title or next((section.heading for section in chapter.sections), None)
        for chapter in handout.chapters
        if chapter.new_page
    )
    return frozenset(letters(heading.text) for heading in headings if heading)


def letters(text: str) -> str:
    """What does not depend on lines, nor on the direction in which a file holds them."""
    return "".join(sorted("".join(text.split())))


def broken(split: Split, pages: tuple[PageMeasured, ...]) -> str:
    """Which limit a split does not keep to; empty where it may be."""
    if split.kind in ("lone-line", "lone-word", "stranded"):
        return split.kind
    if split.kind == "figure" or split.rows <= WHOLE:
        may = split.height > TALL * max(page.fill.height for page in pages)
    else:
        may = min(split.sides[0], split.sides[-1]) >= SIDE
    return "" if may else f"split-{split.kind}"


def _page(page: PageMeasured, least: float) -> Iterator[str]:
    if any(line.characters > LONG for line in page.long_lines):
        yield "long-line"
    if page.smallest and page.smallest < least - CLOSE:
        yield "small-type"


def _empty(pages: tuple[PageMeasured, ...], asking: frozenset[str]) -> Iterator[PageMeasured]:
    for page, after in zip(pages, (*pages[1:], None), strict=True):
        if after is None:
            if page.fill.filled < LAST:
                yield page
        elif page.fill.filled < FULL and letters(after.heading) not in asking:
            yield page
