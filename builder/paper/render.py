"""A merged handout to the bytes of its PDF: compose, fill the pages, draw, write."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
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
from builder.model import Chapter, Handout
from builder.model.parttype import part
from builder.paper.boxes import Box, kept
from builder.paper.compose import Composer, Origin
from builder.paper.entries import Entry
from builder.paper.furniture import furnish, with_room
from builder.paper.setting import Slot
from builder.paper.slot import joined, said
from builder.paper.spaced import Spaced
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.tags import Element
from builder.pdf.write import Written, write
from builder.pdf.xmp import Description
from builder.place import Span


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
    root = Element("Document")
    page = with_room(Composer.of(handout, root))
    story, foot = _story(page)
    done: list[Rendered] = []

    def finish(canvas: TaggedCanvas) -> None:
        furnish(canvas, page)
        origins, slots = tuple(page.shared.origins), tuple(page.shared.slots)
        own = joined(said(slot.rich) for slot in slots)
        written = write(canvas, root, description(handout), own)
        entries = tuple(page.shared.entries)
        done.append(Rendered(written, len(canvas.pages), (), origins, slots, entries))

    document = _Document(page, foot)
    try:
        document.build(
            story, canvasmaker=partial(TaggedCanvas, finish=finish, bleed=page.sheet.bleed)
        )
    except LayoutError:
        message = f"this does not fit on a page in the edition '{handout.edition.edition}'"
        hint = "make it shorter, or give it a layout with more room"
        span = document.span or handout.title.span
        problem = Diagnostic(span, "overflow", Severity.ERROR, message, hint)
        return Rendered(None, 0, (problem,))
    return done[0]


def _story(page: Composer) -> tuple[list[Flowable], Box | None]:
    """The handout's flowables in the order of the layout's parts, and the strip for the foot."""
    layout = page.handout.layout
    story: list[Flowable] = [NextPageTemplate("later")]
    foot: Box | None = None
    for name in map(str, layout.parts):
        made = part_story(page, name)
        if name == "safety-strip":
            for foot in made:
                foot.wrap(page.width, 0)
        else:
            story += made
    if foot is not None and page.handout.strip == "first-and-last":
        again = LastFoot(foot)
        again.before = page.design.block_space * 1.3
        last = story.pop()
        # Both move on together, however much of a page they are: the strip never stands alone.
        whole, before = page.sheet.height, last.getSpaceBefore()
        story.append(Box([last, again], unbroken=True, page_height=whole, before=before))
    return story, foot


def part_story(page: Composer, name: str) -> list[Any]:
    """The flowables of one part of the layout, with its elements below `page.parent`."""
    if name != "contents":
        return kept(list(part[name].compose(page)))
    story: list[Flowable] = []
    if how := page.handout.how_to_fill:
        story.append(page.text(how))
        story[0].before = page.design.block_space
    for number, chapter in enumerate(page.handout.chapters):
        story += [PageBreak()] if chapter.new_page and number else []
        story += _paged(kept(_chapter(page, chapter)))
    return story


def _paged(story: list[Flowable]) -> Iterator[Flowable]:
    """The story with page breaks where it asks for them."""
    for flowable in story:
        if getattr(flowable, "new_page", False):
            yield PageBreak()
        yield flowable


def _chapter(page: Composer, chapter: Chapter) -> list[Flowable]:
    language = chapter.language if chapter.language != page.handout.language else None
    place = page.add("Sect", language=language)
    place = place.under(place.parent, chapter.language)
    story: list[Flowable] = []
    if chapter.title:
        story.append(place.heading(chapter.title, 2, "heading"))
    for section in chapter.sections:
        inner = place.nested(3 if chapter.title else 2)
        if section.heading:
            inner = inner.under(inner.parent.add("Sect")).nested(4)
            story.append(inner.heading(section.heading, 3, "subheading"))
        story += inner.blocks(section.blocks)
    return story


class LastFoot(Spaced):
    """The safety strip again, at the end of the last page; not on a handout of one page."""

    def __init__(self, box: Box) -> None:
        super().__init__()
        self.box = box

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.box.wrap(width, height)
        self.width, self.height = width, self.box.height
        return width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if canvas.page.index:
            with canvas.artifact():
                self.box.drawOn(canvas, x, y)


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """Two page templates: the first page, whose foot is the strip, and the later ones."""

    def __init__(self, page: Composer, foot: Box | None) -> None:
        handout, sheet = page.handout, page.sheet
        paper, left, bottom = sheet.paper, sheet.left, sheet.bottom
        super().__init__(io.BytesIO(), pagesize=paper, pageCompression=0, invariant=1)
        reserve = foot.height + page.points(9) if foot else 0.0

        def template(name: str, room: float, draw: Any) -> PageTemplate:
            frame = Frame(left, bottom + room, page.width, sheet.height - room, 0, 0, 0, 0)
            return PageTemplate(name, [frame], onPage=draw, pagesize=paper)

        def on_first(canvas: TaggedCanvas, document: Any) -> None:
            if foot:
                foot.drawOn(canvas, left, bottom)

        def on_later(canvas: TaggedCanvas, document: Any) -> None:
            if foot and handout.strip == "every":
                with canvas.artifact():
                    foot.drawOn(canvas, left, bottom)

        self.span: Span | None = None
        later = reserve if handout.strip == "every" else 0.0
        self.addPageTemplates(
            [template("first", reserve, on_first), template("later", later, on_later)]
        )

    def filterFlowables(self, flowables: list[Flowable]) -> None:
        """Platypus shows what it is about to place; its span tells where it was written."""
        self.span = getattr(flowables[0], "span", None) or self.span


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
