"""A pack drawn in one go: every handout in its place, one structure tree, one set of fonts.

Page numbers are those of the pack, for that is what its list says and what a reader holds. What
begins on the front of a sheet can be taken out and given away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.diagnostics import Diagnostic
from builder.packs.assemble import Pack, Part
from builder.paper.furniture import furnish, furnish_blank
from builder.paper.laid import Laid, Unfit, laid
from builder.paper.leaves import draw_pages
from builder.paper.render import description
from builder.pdf.canvas import Page, Scope, TaggedCanvas
from builder.pdf.tags import Element
from builder.pdf.write import write
from builder.pdf.xmp import Description


@dataclass(frozen=True, repr=False)
class Bound:
    """A pack as a file, or what does not fit in it; `starts` are the first pages, from 1."""

    pdf: bytes = b""
    pages: int = 0
    blank: int = 0
    starts: tuple[int, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def bound(pack: Pack) -> Bound:
    """The pack as a PDF: PDF/UA-1 and PDF/A-2a as every file."""
    root = Element("Document")
    try:
        made = [laid(part.handout, root, part.level) for part in pack.parts]
    except Unfit as problem:
        return Bound(problems=(problem.diagnostic,))
    starts = _starts(pack.parts, made)
    places = {part.place: start + 1 for part, start in zip(pack.parts, starts, strict=True)}
    made[0].page.shared.numbers.update(places)
    canvas, drawn, blank = TaggedCanvas(), [], []
    for part, each, start in zip(pack.parts, made, starts, strict=True):
        while len(canvas.pages) < start:
            blank.append(_blank(canvas, made[0]))
        canvas.scope = Scope(part.scope, part.shared)
        drawn.append(draw_pages(canvas, each, each.filled(start)))
        canvas.places[part.place] = (start, 0.0, drawn[-1][0].size[1])
    count = len(canvas.pages)
    for each, pages in zip(made, drawn, strict=True):
        furnish(canvas, each.page, pages, count)
    furnish_blank(canvas, made[0].page, blank, count)
    pdf = write(canvas, root, _description(pack)).data()
    return Bound(pdf, count, len(blank), tuple(start + 1 for start in starts))


def _starts(parts: Sequence[Part], made: Sequence[Laid]) -> list[int]:
    """The number of each part's first page, from 0: even where it begins on a front."""
    starts: list[int] = []
    after = 0
    for part, each in zip(parts, made, strict=True):
        starts.append(after + after % 2 if part.front else after)
        after = starts[-1] + each.count
    return starts


def _blank(canvas: TaggedCanvas, cover: Laid) -> Page:
    canvas.scope, canvas.bleed = Scope(), 0.0
    canvas.setPageSize(cover.page.sheet.paper)
    canvas.showPage()
    return canvas.pages[-1]


def _description(pack: Pack) -> Description:
    """What the file says of itself: its own title, and which version of which leaflet is in it."""
    every = [description(each) for each in pack.leaflets]
    cover = description(pack.cover)
    return replace(
        cover,
        subject="; ".join(about.subject for about in every),
        stamp=max(about.stamp for about in every),
        key=" ".join((cover.title, cover.language, *(about.key for about in every))),
    )
