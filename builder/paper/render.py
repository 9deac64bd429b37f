"""A merged handout to the bytes of its PDF: compose, fill the pages, draw, write."""

from __future__ import annotations

from dataclasses import dataclass

from builder import __version__
from builder.diagnostics import Diagnostic
from builder.model import Handout
from builder.paper.entries import Entry
from builder.paper.furniture import furnish
from builder.paper.laid import Unfit, laid
from builder.paper.leaves import draw_pages
from builder.paper.setting import Slot
from builder.paper.shared import Origin
from builder.paper.slot import joined, said
from builder.pdf.canvas import TaggedCanvas
from builder.pdf.tags import Element
from builder.pdf.write import Written, write
from builder.pdf.xmp import Description


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
        made = laid(handout)
        pages = made.filled()
    except Unfit as problem:
        return Rendered(None, 0, (problem.diagnostic,))
    page, shared = made.page, made.page.shared
    canvas = TaggedCanvas()
    drawn = draw_pages(canvas, made, pages)
    furnish(canvas, page, drawn, len(drawn))
    slots = tuple(shared.slots)
    own = joined(said(slot.rich) for slot in slots)
    written = write(canvas, page.parent, description(handout), own)
    return Rendered(written, len(drawn), (), tuple(shared.origins), slots, tuple(shared.entries))


def description(handout: Handout) -> Description:
    """What the file says of itself."""
    identity = (handout.name, handout.edition.edition, handout.version.text, handout.stamp)
    return Description(
        title=handout.title.text,
        author=handout.brand.name.text,
        subject=f"{handout.code}, {handout.edition_title}, {handout.version.text}",
        language=handout.language,
        stamp=handout.stamp,
        producer=f"handouts {__version__}",
        key=handout.folder + " ".join(identity),
    )
