"""How much paper a copy of each built leaflet takes, and what a hundred of them cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.library.library import Library
from builder.model import Edition, Site
from builder.outputs.entry import Entry
from builder.paper.sheet import PAPERS
from builder.print.impose import planned
from builder.print.printedhow import PrintedHow, printed_how
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
        how = printed_how(library, entry)
        if how is not None:
            sheets, sides = _sheets(entry, how)
            cost = _cost(how.site, sheets, sides, how.edition)
            yield PaperUse(entry, sheets, sides, cost, _currency(how.site))


def _sheets(entry: Entry, how: PrintedHow) -> tuple[int, int]:
    """The sheets and the printed sides of a copy, as 'handouts print' prints it."""
    form = how.on_paper.form
    if form:
        sheets = len(planned([PAPERS[how.paper]] * entry.pages, on_sheets(form, how.paper)).sheets)
        return sheets, 2 * sheets
    return entry.pages if how.on_paper.one_sided else -(-entry.pages // 2), entry.pages


def _cost(site: Site, sheets: int, sides: int, edition: Edition) -> float | None:
    price = site.paper_price
    if price is None:
        return None
    coloured = None if edition.grey else price.colour_side
    side = price.side if coloured is None else coloured
    return HUNDRED * (sheets * price.sheet + sides * side)


def _currency(site: Site) -> str:
    return str(site.paper_price.currency) if site.paper_price else ""
