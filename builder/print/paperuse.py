"""How much paper a copy of each built leaflet takes, and what a hundred of them cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.library.library import Library
from builder.model import WEB, Edition, Layout, Site
from builder.model.onpaper import OnPaper
from builder.outputs.entry import Entry
from builder.paper.sheet import PAPERS
from builder.print.impose import sheets_of
from builder.print.wanted import on_sheets

HUNDRED = 100


@dataclass(frozen=True)
class PaperUse:
    """What one copy of a file takes: sheets, and printed sides.

    `cost` is that of a hundred copies in the currency of the site; None where no price is known.
    """

    entry: Entry
    sheets: int
    sides: int
    cost: float | None
    currency: str = ""


def paper_use(library: Library, entries: Iterable[Entry]) -> Iterator[PaperUse]:
    """Of each file on paper that is of a handout there is, in the order of their paths."""
    for entry in sorted(entries, key=lambda each: each.path):
        found = _looked_up(library, entry)
        if found is not None:
            layout, edition, site = found
            sheets, sides = _sheets(library, entry, layout, edition)
            cost = _cost(site, sheets, sides, edition)
            yield PaperUse(entry, sheets, sides, cost, _currency(site))


def _looked_up(library: Library, entry: Entry) -> tuple[Layout, Edition, Site] | None:
    if entry.edition == WEB or entry.handout not in library.definitions:
        return None
    layout = library.layouts.get(library.definitions[entry.handout].layout)
    site = library.sites.get(entry.site)
    forms = layout.editions if layout else ()
    edition = next((each for each in forms if each.edition == entry.edition), None)
    return (layout, edition, site) if layout and edition and site else None


def _sheets(library: Library, entry: Entry, layout: Layout, edition: Edition) -> tuple[int, int]:
    """The sheets and the printed sides of a copy, as 'handouts print' prints it."""
    how = OnPaper.of(library.definitions[entry.handout].print, layout.print)
    if how.form:
        paper = edition.paper or layout.paper
        sheets = sheets_of([PAPERS[paper]] * entry.pages, on_sheets(how.form, paper))
        return sheets, 2 * sheets
    return entry.pages if how.one_sided else -(-entry.pages // 2), entry.pages


def _cost(site: Site, sheets: int, sides: int, edition: Edition) -> float | None:
    price = site.paper_price
    if price is None:
        return None
    coloured = None if edition.grey else price.colour_side
    side = price.side if coloured is None else coloured
    return HUNDRED * (sheets * price.sheet + sides * side)


def _currency(site: Site) -> str:
    return str(site.paper_price.currency) if site.paper_price else ""
