"""A merged handout to the bytes of its PDF: compose, fill the pages, draw, write."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)
from reportlab.platypus.doctemplate import LayoutError

from builder import __version__
from builder.diagnostics import Diagnostic, Severity
from builder.model import Handout
from builder.paper.boxes import Box, stack
from builder.paper.compose import Composer
from builder.paper.contents_list import ContentsList, numbered
from builder.paper.entries import Entry
from builder.paper.fit import TooLong, fitted
from builder.paper.furniture import furnish, with_room
from builder.paper.pagefill import filled_pages
from builder.paper.pagemaker import Plan, Rooms, TooTall, planned
from builder.paper.panels import sides
from builder.paper.setting import Slot
from builder.paper.shared import Origin
from builder.paper.slot import joined, said
from builder.paper.spaced import Spaced
from builder.paper.story import whole_story
from builder.paper.strip_foot import Strip, StripFoot, rooms
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.tags import Element
from builder.pdf.write import Written, write
from builder.pdf.xmp import Description
from builder.place import Span

SLACK = 1.0  # points


@dataclass(frozen=True, repr=False)
class Rendered:
    """A file ready to be written, or why there is none.

    `origins` say what each of its elements was made from, `slots` which texts are
    true of one person only, `entries` what a reader can fill in, in reading order.
    """

    written: Written | None
    pages: int
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: tuple[tuple[Origin, Element], ...] = ()
    slots: tuple[Slot, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def pdf(self) -> bytes:
        return self.written.data() if self.written else b""


def render(handout: Handout) -> Rendered:
    """The handout as a PDF. What cannot be fitted on a page comes back as a diagnostic."""
    try:
        laid = fitted(handout, lambda tight: _laid(handout, tight))
        filled = _filled(laid.page, laid.plan, laid.foot)
    except TooLong as problem:
        return Rendered(None, 0, (problem.diagnostic,))
    except TooTall as problem:
        return Rendered(None, 0, (_overflow(handout, problem.flowable.span),))
    except LayoutError:
        return Rendered(None, 0, (_overflow(handout, None),))
    page, root, foot = laid.page, laid.page.parent, laid.foot
    done: list[Rendered] = []

    def finish(canvas: TaggedCanvas) -> None:
        furnish(canvas, page)
        origins, slots = tuple(page.shared.origins), tuple(page.shared.slots)
        own = joined(said(slot.rich) for slot in slots)
        written = write(canvas, root, description(handout), own)
        entries = tuple(page.shared.entries)
        done.append(Rendered(written, len(canvas.pages), (), origins, slots, entries))

    canvas = partial(TaggedCanvas, finish=finish, bleed=page.sheet.bleed)
    count = sum(isinstance(each, PageBreak) for each in filled) + 1
    _Document(page, foot, count).build(filled, canvasmaker=canvas)
    return done[0]


@dataclass(frozen=True)
class _Laid:
    """A handout that is composed, and where its pages end."""

    page: Composer
    plan: Plan
    foot: StripFoot | None

    @property
    def panels(self) -> int:
        """How many of its pages stand side by side on one of paper."""
        return self.page.sheet.panels


def _laid(handout: Handout, tight: float) -> _Laid:
    page = with_room(Composer.of(handout, Element("Document"), tight))
    story, foot = whole_story(page)
    return _Laid(page, _planned(page, story, foot), foot)


def _overflow(handout: Handout, span: Span | None) -> Diagnostic:
    message = f"this does not fit on a page in the edition '{handout.edition.edition}'"
    hint = "make it shorter, or give it a layout with more room"
    return Diagnostic(span or handout.title.span, "overflow", Severity.ERROR, message, hint)


def _planned(page: Composer, story: list[Spaced], foot: StripFoot | None) -> Plan:
    """The pages; a leaflet of many has a list of contents, which is made when all is composed."""
    layout, heights = page.handout.layout, rooms(page, foot)
    listing = next((each for each in story if isinstance(each, ContentsList)), None)
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


def _filled(page: Composer, plan: Plan, foot: StripFoot | None) -> list[Flowable]:
    """The story as one box a page, with page breaks between; the strip ends the last page."""
    rooms, pages = plan.rooms, filled_pages(plan, page.handout.layout.stretch)
    for each in plan.story:
        if isinstance(each, ContentsList):
            each.numbers = numbered(pages)
    made = [Box(each) for each in pages]
    if page.handout.layout.grow:
        for box, room in zip(made, plan.each_room(), strict=True):
            _grow(box, page.width, room)
    if foot and rooms.foot and len(made) > 1 and page.handout.strip != "every":
        last = made[-1]
        last.wrap(page.width, 0)
        strip = Strip(foot.strip)
        strip.before = rooms.later - foot.strip.height - last.height
        made[-1] = Box([last, strip])
    whole: list[Spaced] = [*(sides(page, made) if page.sheet.panels > 1 else made)]
    filled: list[Flowable] = [NextPageTemplate("later")]
    for number, box in enumerate(whole):
        filled += [PageBreak(), box] if number else [box]
    return filled


def _grow(box: Box, width: float, room: float) -> None:
    """Makes what is to be written on higher, so that the page is full, or nearly."""
    more = room - box.wrap(width, room)[1]
    if more > 0 and (all_of := box.grows()):
        box.grow(min(1.0, more / all_of))
        box.wrap(width, room)


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Two page templates: the first page, whose foot is the strip, and the later of `count`."""

    def __init__(self, page: Composer, foot: StripFoot | None, count: int) -> None:
        handout, sheet = page.handout, page.sheet
        paper, left, bottom = sheet.paper, sheet.left, sheet.bottom
        super().__init__(io.BytesIO(), pagesize=paper, pageCompression=0, invariant=1)

        def template(name: str, draw: Any) -> PageTemplate:
            # A box is as high as its page was planned: what rounding adds must not move it on.
            frame = Frame(left, bottom - SLACK, page.width, sheet.height + SLACK, 0, 0, 0, 0)
            return PageTemplate(name, [frame], onPage=draw, pagesize=paper)

        def on_first(canvas: TaggedCanvas, document: Any) -> None:
            if foot:
                foot.strip.drawOn(canvas, left, bottom)

        def on_later(canvas: TaggedCanvas, document: Any) -> None:
            if foot and handout.strip == "every":
                strip = foot.strip if canvas.page.index + 1 == count else foot.again
                with canvas.artifact():
                    strip.drawOn(canvas, left, bottom)

        self.addPageTemplates([template("first", on_first), template("later", on_later)])


def description(handout: Handout) -> Description:
    """What the file says of itself."""
    identity = (handout.name, handout.edition.edition, handout.version.text, handout.stamp)
    return Description(
        title=handout.title.text,
        author=handout.brand.name.text,
        subject=f"{handout.code}, {handout.edition.title.text}, {handout.version.text}",
        language=handout.language,
        stamp=handout.stamp,
        producer=f"handouts {__version__}",
        key=handout.folder + " ".join(identity),
    )
