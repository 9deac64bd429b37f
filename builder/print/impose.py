"""A finished PDF on sheets: as a booklet, several on a sheet, as cards, as a folded leaflet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.model.onpaper import PANELS
from builder.notation.direction import direction
from builder.paper.sheet import POINTS
from builder.print.order import Sheet, booklet, cards, side_by_side, tri_fold
from builder.print.printers_copy import Look, scale_in, written
from builder.print.slots import Box, Paper, grid, halves, sides, thirds
from builder.print.source import Unprintable, read
from builder.print.wanted import PaperName, Wanted

MOST_CREEP = 3.0  # millimetres: more would come near the words; signatures are for that
EDGE = 5.0  # millimetres: between cards and the edge of the paper, for the marks


@dataclass(frozen=True)
class Imposed:
    """The printer's copy on the paper `on`; `scale` is by how much its pages were made smaller."""

    pdf: bytes
    pages: int
    sheets: int
    blanks: int
    scale: float
    paper: Paper
    on: PaperName


@dataclass(frozen=True)
class Plan:
    """The paper, its slots, which pages stand in them, and by how much those are made smaller."""

    paper: Paper
    slots: tuple[Box, ...]
    sheets: list[Sheet]
    scale: float


def imposed(pdf: bytes, name: str, wanted: Wanted) -> Imposed:
    """The sheets of a file. Raises Unprintable."""
    pages = read(pdf)
    if wanted.rtl is None:
        wanted = replace(wanted, rtl=direction(pages.language) == "rtl")
    plan = planned([(each.width, each.height) for each in pages.each], wanted)
    paper, sheets = plan.paper, plan.sheets
    used = [page for sheet in sheets for slot in sheet.slots for page in slot]
    made = sides(sheets, plan.slots, paper, wanted.creep * POINTS)
    title = f"{name}: printer's copy, {wanted.form}, turn over on the {paper.edge} edge"
    return Imposed(
        written(pages, made, paper, Look(title, cut=wanted.form == "cards")),
        len(pages.each),
        len(sheets),
        sum(page is None for page in used),
        plan.scale,
        paper,
        wanted.paper,
    )


def planned(sizes: Sequence[tuple[float, float]], wanted: Wanted) -> Plan:
    """What becomes of pages of these sizes (points). Raises Unprintable."""
    paper, slots, sheets = _laid_out(sizes, wanted)
    deepest = max(sheet.depth for sheet in sheets)
    if deepest * wanted.creep > MOST_CREEP:
        most = int(MOST_CREEP / wanted.creep) + 1
        raise Unprintable(
            f"{deepest + 1} sheets in each other would move pages by"
            f" {deepest * wanted.creep:.1f} mm; use --signature {most} or less"
        )
    return Plan(paper, slots, sheets, min(scale_in(slots[0], *size) for size in sizes))


def _laid_out(
    pages: Sequence[tuple[float, float]], wanted: Wanted
) -> tuple[Paper, tuple[Box, ...], list[Sheet]]:
    """The paper, its slots, and which pages stand in them."""
    count, form = len(pages), wanted.form
    if form == "booklet":
        paper = Paper.of(wanted.paper, wide=True, edge=wanted.edge or "short")
        order = booklet(
            count,
            signature=wanted.signature,
            last_on_back=wanted.last_on_back,
            rtl=bool(wanted.rtl),
        )
        return paper, halves(paper), order
    if form == "tri-fold":
        paper = Paper.of(wanted.paper, wide=True, edge=wanted.edge or "short")
        if count > PANELS:
            folded = f"a sheet that is folded twice has {PANELS} panels"
            raise Unprintable(f"{folded}; this has {count} pages")
        return paper, thirds(paper, rtl=bool(wanted.rtl)), tri_fold(count, rtl=bool(wanted.rtl))
    if form == "cards":
        return _cards(pages, wanted)
    upright = pages[0][1] >= pages[0][0]
    across, down = (2, 2) if form == "4-up" else (2, 1) if upright else (1, 2)
    edge = wanted.edge or ("short" if across > down else "long")
    paper = Paper.of(wanted.paper, wide=upright == (form == "2-up"), edge=edge)
    size = paper.width / across, paper.height / down
    return (
        paper,
        grid(paper, across, down, size),
        side_by_side(count, across, down, rtl=bool(wanted.rtl)),
    )


def _cards(
    pages: Sequence[tuple[float, float]], wanted: Wanted
) -> tuple[Paper, tuple[Box, ...], list[Sheet]]:
    """As many cards as have room, on paper that stands or lies, whichever holds more."""
    if any(max(abs(w - pages[0][0]), abs(h - pages[0][1])) > 0.5 for w, h in pages):
        raise Unprintable("cards must all have one size")
    width, height = pages[0]
    gap, edge = 4 * POINTS, EDGE * POINTS
    best: tuple[int, Paper, int, int] | None = None
    for wide in (False, True):
        paper = Paper.of(wanted.paper, wide=wide, edge=wanted.edge or ("short" if wide else "long"))
        across = int((paper.width - 2 * edge + gap) / (width + gap))
        down = int((paper.height - 2 * edge + gap) / (height + gap))
        if best is None or across * down > best[0]:
            best = (across * down, paper, across, down)
    assert best
    per, paper, across, down = best
    if not per:
        raise Unprintable(
            f"a card of {width / POINTS:.0f} by {height / POINTS:.0f} mm has no room on"
            f" {wanted.paper} with its cut marks"
        )
    slots = grid(paper, across, down, (width, height), gap)
    return paper, slots, cards(len(pages), per, faces=wanted.faces)
