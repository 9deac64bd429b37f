"""A handout laid out: composed, its pages planned, and filled when it is known where they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from builder.diagnostics import Diagnostic, Severity
from builder.model import Handout
from builder.paper.boxes import Box, stack
from builder.paper.compose import Composer
from builder.paper.contents_list import ContentsList, numbered
from builder.paper.fit import TooLong, fitted
from builder.paper.furniture import with_room
from builder.paper.pagefill import filled_pages
from builder.paper.pagemaker import Plan, Rooms, TooTall, planned
from builder.paper.panels import sides
from builder.paper.spaced import Spaced
from builder.paper.story import whole_story
from builder.paper.strip_foot import Strip, StripFoot, rooms
from builder.pdf.tags import Element
from builder.place import Span


class Unfit(ValueError):
    """A handout does not fit its pages; `diagnostic` says what is to be made shorter."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True)
class Laid:
    """A handout that is composed, and where its pages end."""

    page: Composer
    plan: Plan
    foot: StripFoot | None

    @property
    def panels(self) -> int:
        """How many of the plan's pages stand side by side on one of paper."""
        return self.page.sheet.panels

    @property
    def count(self) -> int:
        """How many pages of paper it has."""
        return ceil(self.plan.count / self.panels)

    def filled(self, first: int = 0) -> list[Spaced]:
        """What stands on each page of paper, of which the first has `first` before it.

        Raises Unfit.
        """
        try:
            made = [Box(each) for each in filled_pages(self.plan, self.page.handout.layout.stretch)]
        except TooTall as problem:
            raise Unfit(_overflow(self.page.handout, problem.flowable.span)) from None
        self.page.shared.numbers.update(numbered((each.contents for each in made), first + 1))
        if self.page.handout.layout.grow:
            for box, room in zip(made, self.plan.each_room(), strict=True):
                _grow(box, self.page.width, room)
        self._close(made)
        return [*(sides(self.page, made) if self.panels > 1 else made)]

    def _close(self, made: list[Box]) -> None:
        """Puts the strip at the foot of the last page, where it is to stand there again."""
        heights, page = self.plan.rooms, self.page
        if self.foot and heights.foot and len(made) > 1 and page.handout.strip != "every":
            last = made[-1]
            last.wrap(page.width, 0)
            strip = Strip(self.foot.strip)
            strip.before = heights.later - self.foot.strip.height - last.height
            made[-1] = Box([last, strip])


def laid(handout: Handout, within: Element | None = None, level: int = 2) -> Laid:
    """The handout laid out: all of a document, or a part `within` one, with its own language.

    Headings below its title begin at that `level`. Raises Unfit.
    """

    def lay(tight: float) -> Laid:
        root = Element("Document")
        if within is not None:
            root = Element("Part", within, language=handout.language)
        page = with_room(Composer.of(handout, root, tight)).nested(level)
        story, foot = whole_story(page)
        return Laid(page, _planned(page, story, foot), foot)

    try:
        made = fitted(handout, lay)
    except TooLong as problem:
        raise Unfit(problem.diagnostic) from None
    except TooTall as problem:
        raise Unfit(_overflow(handout, problem.flowable.span)) from None
    if within is not None:
        within.kids.append(made.page.parent)
    return made


def _overflow(handout: Handout, span: Span | None) -> Diagnostic:
    message = f"this does not fit on a page in the edition '{handout.edition.edition}'"
    hint = "make it shorter, or give it a layout with more room"
    return Diagnostic(span or handout.title.span, "overflow", Severity.ERROR, message, hint)


def _planned(page: Composer, story: list[Spaced], foot: StripFoot | None) -> Plan:
    """The pages; a leaflet of many has a list of contents, which is made when all is composed."""
    layout, heights = page.handout.layout, rooms(page, foot)
    waiting = (each for each in story if isinstance(each, ContentsList) and not each.filled)
    listing = next(waiting, None)
    if listing is None:
        return _with_strip(page, story, heights, foot)
    without = [each for each in story if each is not listing]
    room = max(heights.first, heights.later)
    if _least(without, page.width) <= (layout.contents_from - 1) * room:
        plan = _with_strip(page, without, heights, foot)
        if plan.count < layout.contents_from:
            listing.leave_out()
            return plan
    listing.fill(page.shared.headings)
    return _with_strip(page, story, heights, foot)


def _with_strip(
    page: Composer, story: list[Spaced], heights: Rooms, foot: StripFoot | None
) -> Plan:
    breaking = page.handout.layout.breaking
    try:
        return planned(story, page.width, heights, breaking)
    except TooTall:
        if foot is None or not heights.foot:
            raise
        # What ends the leaflet has no room above the strip, which takes a page of its own.
        alone = [*story, Strip(foot.strip)]
        return planned(alone, page.width, replace(heights, foot=0), breaking)


def _least(story: list[Spaced], width: float) -> float:
    """How high a story is at the least, in points, with its figures as small as they may be."""
    return stack(story, width, 0.0)[-1] - sum(each.give() for each in story)


def _grow(box: Box, width: float, room: float) -> None:
    """Makes what is to be written on higher, so that the page is full, or nearly."""
    more = room - box.wrap(width, room)[1]
    if more > 0 and (all_of := box.grows()):
        box.grow(min(1.0, more / all_of))
        box.wrap(width, room)
