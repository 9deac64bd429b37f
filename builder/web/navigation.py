"""Ways round the page: a list of what is in it, and a bar that stays in reach, to ring from.

They are no words of the leaflet, and only repeat some: its headings, and its number to call. Both
are left out on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import htpy as h

from builder.model import Handout, StripLine
from builder.model.parttype import part
from builder.source.inline import Rich, Run
from builder.web.page import Page

LEAST = 5  # headings from which on a list of them is worth its room; the sources have one, too


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
    line = strip_number(page.handout)
    if line is None:
        return
    fact = page.handout.facts[line.fact]
    if fact.href:
        words = Rich(
            (*line.says.runs, Run(" "), Run(fact.value or "", strong=True)), line.says.source
        )
        link = h.a("#ring", href=fact.href)[page.text(words)]
    else:
        link = h.a("#ring", href="#call")[page.text(page.phrase("whom_to_call"))]
    yield h.nav(".ring", aria_labelledby="ring")[link]


def labels(page: Page) -> Iterator[Rich]:
    """The words in them that stand nowhere else."""
    if has_contents(page):
        yield page.phrase("in_this_leaflet")
    line = strip_number(page.handout)
    if line is not None and not page.handout.facts[line.fact].href:
        yield page.phrase("whom_to_call")


def has_contents(page: Page) -> bool:
    return len(page.headings) >= LEAST


def has_strip(page: Page) -> bool:
    """Whether the page has a number to ring within reach."""
    return strip_number(page.handout) is not None


def strip_number(handout: Handout) -> StripLine | None:
    """The first number of the safety strip, where a part of the layout says it."""
    parts = (str(name) for name in handout.layout.parts if name != "contents")
    told = {fact for name in parts for fact in part[name].facts(handout)}
    for line in handout.strip_lines:
        if handout.facts[line.fact].kind == "phone" and line.fact in told:
            return line
    return None


def _unlinked(rich: Rich) -> Rich:
    """A text without links: it stands in one, and a link in a link is none (HTML, 4.5.1)."""
    return Rich(tuple(replace(run, href="") for run in rich.runs), rich.source)
