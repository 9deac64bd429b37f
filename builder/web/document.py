"""A merged handout as the bytes of its web page: one file that fetches nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import htpy as h
from markupsafe import Markup

from builder import __version__
from builder.model import Chapter, Handout
from builder.model.parttype import part
from builder.notation.direction import direction
from builder.web.navigation import contents, to_ring
from builder.web.page import Page, on_paper
from builder.web.stylesheet import style

# A browser that reads this fetches and runs nothing, whatever the page says.
POLICY = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"


def write(handout: Handout) -> bytes:
    """The web page of a handout. The same handout gives the same bytes."""
    page = Page.of(handout)
    document = h.html(lang=handout.language, dir=direction(handout.language))[
        h.head[_head(handout)], "\n", h.body[_body(page)]
    ]
    return f"{document}\n".encode()


def _head(handout: Handout) -> Iterator[h.Node]:
    yield h.meta(charset="utf-8")
    yield h.meta(http_equiv="Content-Security-Policy", content=POLICY)
    yield h.meta(name="viewport", content="width=device-width, initial-scale=1")
    yield h.meta(name="color-scheme", content="light dark")
    yield h.meta(name="generator", content=f"handouts {__version__}")
    yield h.meta(name="author", content=handout.brand.name.text)
    yield h.title[title_of(handout)]
    yield h.style[Markup(style(handout))]  # made of checked colours and quoted strings


def title_of(handout: Handout) -> str:
    """What a browser calls the page: in a tab, in a list of bookmarks."""
    return f"{handout.title.text} – {handout.brand.name.text}"


def _body(page: Page) -> Iterator[h.Node]:
    """The parts in the layout's order: those that open it, the contents, those that close it."""
    names = [str(name) for name in page.handout.layout.parts]
    # Written in their order, and before what lists their headings.
    parts = [Markup(h.fragment["\n", part_html(page, name)]) for name in names]
    start = len(list(takewhile(lambda name: _landmark(name) == "header", names)))
    last = takewhile(lambda name: _landmark(name) == "footer", reversed(names[start:]))
    end = len(names) - len(list(last))
    middle = names.index("contents") if "contents" in names else end
    # What runs along the foot of every sheet stands once, before all else: it is about the
    # leaflet, and not one of its words.
    standing = page.handout.standing
    running = h.p(".running")[page.text(standing)] if standing else None
    yield h.header[running, parts[:start]]
    yield h.main[parts[start:middle], contents(page), parts[middle:end]]
    if parts[end:]:
        yield h.footer[parts[end:]]
    yield from to_ring(page)


def _landmark(name: str) -> str:
    return part[name].landmark if name != "contents" else "main"


def part_html(page: Page, name: str) -> Iterator[h.Node]:
    """The elements of one part of the layout."""
    if name == "contents":
        for chapter in page.handout.inside():
            yield _chapter(page, chapter)
    else:
        yield from part[name].html(page)


def _chapter(page: Page, chapter: Chapter) -> h.Node:
    place = page.under(chapter.language)
    kind = "new-page" if chapter.new_page else None
    nodes: list[h.Node] = []
    if chapter.title:
        nodes.append(place.heading(chapter.title, 2, chapter.topic))
    for section in chapter.sections:
        inner = place.nested(3 if chapter.title else 2)
        kept = on_paper(section.keep, section.new_page)
        if section.heading:
            heading = inner.heading(section.heading, 3)
            nodes.append(h.section(kept)[heading, inner.nested(4).blocks(section.blocks)])
        elif kept:
            nodes.append(h.div(kept)[inner.blocks(section.blocks)])
        else:
            nodes += inner.blocks(section.blocks)
    return h.section({"class": kind, **place.tongue(page)})[nodes, "\n"]
