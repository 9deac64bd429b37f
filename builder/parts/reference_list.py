"""What a leaflet rests on: in a line on paper, in full on the web page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import WEB, Handout, Reference
from builder.source.inline import Rich, Run

if TYPE_CHECKING:
    from htpy import Node

    from builder.web.page import Page

# So many organisations are named on paper. A leaflet that rests on forty would lose a third of
# a page to names that few readers know; it says how many there are, and who has the list.
NAMED = 6
BETWEEN = " · "


def in_short(handout: Handout) -> Rich | None:
    """What stands in the imprint; None where nothing names a source.

    On the web page, which has the list, that is only what the author wrote.
    """
    written = handout.provenance.sources
    if not handout.references:
        return None
    if handout.edition.edition == WEB:
        return written
    told = written or handout.phrase("ask_for_sources")
    runs = (Run(f"{_named(handout)} "), *told.runs)
    return Rich(runs, told.source)


def _named(handout: Handout) -> str:
    """The organisations, or how many sources there are if those are too many to name."""
    names = dict.fromkeys(organisation(each) for each in handout.references)
    return f"{'; '.join(names)}." if len(names) <= NAMED else _counted(handout)


def _counted(handout: Handout) -> str:
    """How many sources there are, and since when all of them were checked."""
    first = min(each.checked for each in handout.references)
    count = str(len(handout.references))
    return handout.phrase("sources_checked", count=count, day=handout.day(first)).text


def organisation(reference: Reference) -> str:
    """Who says it; the name of the source where no organisation does."""
    return str(reference.organisation or reference.name)


def in_full(handout: Handout, reference: Reference) -> Rich:
    """A reference with its name, organisation, address, and the day it was checked."""
    address = str(reference.url or "")
    safe = address if address.startswith("https://") else ""
    rest = [reference.organisation, reference.url,
            handout.phrase("checked", day=handout.day(reference.checked)).text]  # fmt: skip
    runs = [Run(str(reference.name), href=safe)]
    runs += [Run(f"{BETWEEN}{words}") for words in rest if words]
    return Rich(tuple(runs), reference.name)


def words(handout: Handout) -> Iterator[Rich]:
    """The words of the list, which only the web page has."""
    if handout.references and handout.edition.edition == WEB:
        yield handout.phrase("sources_list")
        label = handout.phrase("sources").strong()
        yield Rich((*label.runs, Run(f" {_counted(handout)}")), label.source)
        yield from (in_full(handout, each) for each in handout.references)


def html(page: Page) -> Iterator[Node]:
    """The list, under a heading of its own: folded away, as it can be longer than the leaflet."""
    import htpy as h

    if told := list(words(page.handout)):
        title, counted, *entries = told
        items = (h.li[page.text(each)] for each in entries)
        folded = h.details[h.summary[page.text(counted)], h.ol(".references")[items]]
        # On paper they begin a sheet, which who prints the leaflet for somebody can leave out.
        yield h.section(".new-page")[page.heading(title, 2, "sources"), folded]
