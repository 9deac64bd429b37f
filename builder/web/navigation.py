"""Ways round the page: a list of what is in it, and a bar that stays in reach, to ring from.

They are no words of the leaflet, and only repeat some: its headings, and its number to call. Both
are left out on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import htpy as h

from builder.model.parttype import part
from builder.source.inline import Rich, Run
from builder.web.page import Page

LEAST = 5  # headings from which on a list of them is worth its room; the sources have one, too
NUMBER = "call_24h"


def contents(page: Page) -> Iterator[h.Element]:
    """Links to the headings of all that is written of the page, if they are many."""
    if has_contents(page):
        entries = (
            h.li[h.a(href=f"#{each.place}", **page.under(each.language).tongue(page))[
                page.under(each.language).text(_unlinked(each.text))
            ]]
            for each in page.headings
        )  # fmt: skip
        yield h.nav(".contents", aria_labelledby="in-this-leaflet")[
            h.p(".label", id="in-this-leaflet")[page.text(page.phrase("in_this_leaflet"))],
            h.ul(role="list")[entries],
        ]


def to_ring(page: Page) -> Iterator[h.Element]:
    """A link that dials the number of the safety strip; while there is none, one to the strip."""
    fact, label = page.handout.facts[NUMBER], page.phrase("strip_call")
    if not has_strip(page):
        return
    if fact.href:
        line = Rich((*label.runs, Run(" "), Run(fact.value or "", strong=True)), label.source)
        link = h.a("#ring", href=fact.href)[page.text(line)]
    else:
        link = h.a("#ring", href="#call")[page.text(page.phrase("whom_to_call"))]
    yield h.nav(".ring", aria_labelledby="ring")[link]


def labels(page: Page) -> Iterator[Rich]:
    """The words in them that stand nowhere else."""
    if has_contents(page):
        yield page.phrase("in_this_leaflet")
    if has_strip(page) and not page.handout.facts[NUMBER].href:
        yield page.phrase("whom_to_call")


def has_contents(page: Page) -> bool:
    return len(page.headings) >= LEAST


def has_strip(page: Page) -> bool:
    """Whether the page says whom to call: in the safety strip, or what stands for it."""
    parts = (str(name) for name in page.handout.layout.parts if name != "contents")
    return page.handout.strip != "none" and any(NUMBER in part[name].facts for name in parts)


def _unlinked(rich: Rich) -> Rich:
    """A text without links: it stands in one, and a link in a link is none (HTML, 4.5.1)."""
    return Rich(tuple(replace(run, href="") for run in rich.runs), rich.source)
