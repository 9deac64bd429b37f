"""Running header and footer: drawn when the number of pages is known, artifacts all of it.

The footer says on every page that a handout nobody has approved is a draft.
"""

from __future__ import annotations

from builder.inline import Rich
from builder.pdf.canvas import TaggedCanvas, marked
from builder.pdf.compose import Composer
from builder.text.flow import Flow
from builder.text.paragraph import Paragraph


def furnish(canvas: TaggedCanvas, page: Composer) -> None:
    """Adds header and footer to every page of the canvas."""
    sheet = page.sheet
    title = _fitting(page, page.handout.title)
    draft = _line(page, page.phrase("draft").strong(), "urgent")
    leading = draft.paragraph.leading
    total, line = str(len(canvas.pages)), page.colour("line")
    right = sheet.left + sheet.width

    def rule(level: float) -> None:
        canvas.paint(f"{line} RG 0.8 w {sheet.left:.2f} {level:.2f} m {right:.2f} {level:.2f} l S")

    for drawn in canvas.pages:
        canvas.page, canvas._code = drawn, []
        with canvas.artifact():
            if drawn.index:
                title.drawOn(canvas, page.at(sheet.left, sheet.width, 0, title.width), sheet.header)
                rule(sheet.header - 2)
            draft.drawOn(canvas, page.at(sheet.left, sheet.width, 0, draft.width), sheet.footer)
            rule(sheet.footer + leading + 3)
            number = _line(page, _number(page, str(drawn.index + 1), total), "muted")
            beside = draft.natural_width() + number.natural_width() + page.points(12) <= sheet.width
            # In large print there is no room beside the draft; the number goes below it.
            level = sheet.footer if beside else sheet.footer - leading
            end = sheet.width - number.width
            number.drawOn(canvas, page.at(sheet.left, sheet.width, end, number.width), level)
        drawn.code += marked(canvas._code)


def _number(page: Composer, number: str, total: str) -> Rich:
    handout = page.handout
    version = f"{page.phrase('version').text} {handout.version.text}"
    words = page.phrase("page", page=number, pages=total).text
    return Rich.plain(f"{handout.code} · {version} · {words}")


def _line(page: Composer, rich: Rich, colour: str) -> Flow:
    """A text on one line."""
    flow = Flow(Paragraph(rich.runs, page.setting("running", colour=colour), page.parent))
    flow.wrap(flow.natural_width() + 1, 0)
    return flow


def _fitting(page: Composer, title: Rich) -> Flow:
    """The title on one line, cut after the last word that fits between the margins."""
    words = title.text.split()
    flow = _line(page, Rich.plain(title.text), "muted")
    while flow.natural_width() > page.sheet.width and len(words) > 1:
        words.pop()
        flow = _line(page, Rich.plain(" ".join(words) + " …"), "muted")
    return flow
