"""A handout that is laid out, drawn on pages of a canvas that may have others before and after."""

from __future__ import annotations

from collections.abc import Sequence

from builder.paper.laid import Laid
from builder.paper.spaced import Spaced
from builder.pdf.canvas import Page, TaggedCanvas


def draw_pages(canvas: TaggedCanvas, laid: Laid, pages: Sequence[Spaced]) -> list[Page]:
    """Draws what stands on each page, and the safety strip at its foot; the pages it made."""
    made: list[Page] = []
    sheet, width = laid.page.sheet, laid.page.width
    canvas.bleed = sheet.bleed
    for number, flowable in enumerate(pages):
        canvas.setPageSize(sheet.paper)
        _strip(canvas, laid, number, last=number + 1 == len(pages))
        flowable.wrap(width, sheet.height)
        flowable.drawOn(canvas, sheet.left, sheet.bottom + sheet.height - flowable.height)
        canvas.showPage()
        made.append(canvas.pages[-1])
    return made


def _strip(canvas: TaggedCanvas, laid: Laid, number: int, *, last: bool) -> None:
    """The strip of the first page, which is content, or of a later one, which says it again."""
    foot, sheet = laid.foot, laid.page.sheet
    if foot is None:
        return
    if number == 0:
        foot.strip.drawOn(canvas, sheet.left, sheet.bottom)
    elif laid.page.handout.strip == "every":
        strip = foot.strip if last else foot.again
        with canvas.artifact():
            strip.drawOn(canvas, sheet.left, sheet.bottom)
