"""Running header and footer: drawn when the number of pages is known, artifacts all of it.

The footer says on every page that a handout nobody has approved is a draft; one that somebody
has says who publishes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.model import Handout
from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.setting import Paragraph
from builder.paper.sheet import sheet_of
from builder.paper.tab import draw_tab
from builder.pdf.canvas import Page, TaggedCanvas, marked
from builder.pdf.own import FOOTER, HEADER
from builder.source.inline import Rich

FOLD = 5.0  # points: how long a line is that shows where to fold


@dataclass(frozen=True)
class Foot:
    """The footer of a page: what must be said of the handout, and the number beside it or below."""

    draft: Flow
    number: Flow
    beside: bool

    @property
    def height(self) -> float:
        return self.draft.height + (0 if self.beside else self.number.height)


def foot_of(page: Composer, number: str, total: str, draft: Flow | None = None) -> Foot:
    """The footer of page `number`; what is wider than the text takes another line.

    What all pages say is in that of the page before.
    """
    width = page.sheet.width
    numbered, name, _ = running(page.handout, number, total)
    if draft is None:
        said = page.handout.standing
        draft = _line(page, said.strong() if said else name, "muted")
    numbered = _line(page, numbered, "muted")
    beside = draft.width + numbered.width + page.points(12) <= width
    for flow in (draft, numbered):
        flow.wrap(min(flow.width, width), 0)
    return Foot(draft, numbered, beside)


def with_room(page: Composer) -> Composer:
    """The composer on a sheet whose lower margin has room for the footer."""
    if page.handout.layout.running == "draft":
        return page
    foot = foot_of(page, "888", "888")
    lines = round(foot.height / foot.draft.paragraph.leading)
    return replace(page, sheet=sheet_of(page.handout, lines))


def furnish(canvas: TaggedCanvas, page: Composer, pages: Sequence[Page], count: int) -> None:
    """Adds header and footer to the pages of a handout, in a file that has `count` of them.

    Or less if the layout wants less.
    """
    if page.handout.layout.running == "draft":
        _mark(canvas, page, pages)
        return
    sheet = page.sheet
    _, _, title_words = running(page.handout, "1", "1")
    title = _fitting(page, title_words)
    total, line = str(count), page.colour("line")
    headed = page.handout.layout.running == "all"
    right = sheet.left + sheet.width

    def rule(level: float) -> None:
        canvas.paint(f"{line} RG 0.8 w {sheet.left:.2f} {level:.2f} m {right:.2f} {level:.2f} l S")

    def put(flow: Flow, end: bool, top: float) -> None:
        offset = sheet.width - flow.width if end else 0
        x = page.at(sheet.left, sheet.width, offset, flow.width)
        flow.drawOn(canvas, x, top - flow.height)

    foot: Foot | None = None
    for drawn in pages:
        canvas.page, canvas._code = drawn, []
        foot = foot_of(page, str(drawn.index + 1), total, foot.draft if foot else None)
        top = sheet.footer + foot.draft.paragraph.leading
        draw_tab(canvas, page, drawn.index)
        if drawn is not pages[0] and headed:
            with canvas.artifact(HEADER):
                put(title, False, sheet.header + title.height)
                rule(sheet.header - 2)
        with canvas.artifact(FOOTER):
            put(foot.draft, False, top)
            rule(top + 3)
            put(foot.number, True, top if foot.beside else top - foot.draft.height)
        drawn.code += marked(canvas._code)


def furnish_blank(canvas: TaggedCanvas, page: Composer, pages: Sequence[Page], count: int) -> None:
    """Says on pages on which nothing stands that this is as it should be, and numbers them."""
    sheet, words = page.sheet, _line(page, page.phrase("blank_page"), "muted")
    for drawn in pages:
        furnish(canvas, page, [drawn], count)
        canvas.page, canvas._code = drawn, []
        with canvas.artifact():
            left = sheet.left + (sheet.width - words.width) / 2
            words.drawOn(canvas, left, sheet.bottom + sheet.height / 2)
        drawn.code += marked(canvas._code)


def _mark(canvas: TaggedCanvas, page: Composer, pages: Sequence[Page]) -> None:
    """On each side what must be said of the handout and, on a second panel, which version it is.

    Short lines at the edges show where the paper is folded.
    """
    sheet, handout = page.sheet, page.handout
    version = f"{handout.code} · {handout.phrase('version').text} {handout.version.text}"
    said = [_line(page, handout.standing.strong(), "muted") if handout.standing else None]
    said.append(_line(page, Rich.plain(version), "muted"))
    for drawn in pages:
        canvas.page, canvas._code = drawn, []
        with canvas.artifact(FOOTER):
            for number, flow in enumerate(said[: sheet.panels]):
                if flow is not None:
                    x = sheet.edge(number, drawn.index, rtl=page.rtl) + sheet.left
                    flow.drawOn(canvas, page.at(x, sheet.width, 0, flow.width), sheet.footer)
        for number in range(1, sheet.panels):
            _fold(canvas, page, sheet.panel * number)
        drawn.code += marked(canvas._code)


def _fold(canvas: TaggedCanvas, page: Composer, x: float) -> None:
    """Two short lines where the paper is folded, at its upper and its lower edge."""
    line, top = page.colour("muted"), page.sheet.paper[1]
    ends = f"{x:.2f} 0 m {x:.2f} {FOLD:g} l {x:.2f} {top:.2f} m {x:.2f} {top - FOLD:.2f} l"
    canvas.paint(f"{line} RG 0.5 w {ends} S")


def running(handout: Handout, number: str, total: str) -> tuple[Rich, Rich, Rich]:
    """What runs along a page: its number, the brand's own line or its name, the title."""
    version = f"{handout.phrase('version').text} {handout.version.text}"
    words = handout.phrase("page", page=number, pages=total).text
    of_version = [handout.code, version] if handout.code else []
    numbered = Rich.plain(" · ".join((*of_version, words)))
    return numbered, handout.brand.footer or handout.brand.name, handout.title


def _line(page: Composer, rich: Rich, colour: str) -> Flow:
    """A text on one line."""
    flow = Flow(Paragraph(rich.runs, page.setting("running", colour=colour), page.parent))
    flow.wrap(flow.natural_width() + 1, 0)
    return flow


def _fitting(page: Composer, title: Rich) -> Flow:
    """The title on one line, cut after the last word that fits, or within the only one."""
    kept = title.text
    flow = _line(page, Rich.plain(kept), "muted")
    while flow.width > page.sheet.width and len(kept) > 1:
        kept = kept.rpartition(" ")[0].rstrip() or kept[: len(kept) * 3 // 4]
        flow = _line(page, Rich.plain(kept + " …"), "muted")
    return flow
