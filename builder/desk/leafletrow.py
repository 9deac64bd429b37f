"""A leaflet on the page: its picture, what it is for, its files, its state."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from builder.desk.leaflets import Leaflet, Withdrawn
from builder.desk.shelf import Shelf
from builder.model import WEB
from builder.outputs.entry import Entry
from builder.outputs.onsheets import OnSheets

# What a printer's copy is called, by its form.
FOLDED = {
    "booklet": "as_booklet", "2-up": "as_several", "4-up": "as_several", "cards": "as_cards",
    "tri-fold": "as_folded",
}  # fmt: skip


def leaflet_row(shelf: Shelf, leaflet: Leaflet) -> h.Element:
    """What it says of itself is in its own language; what the page says of it is in the page's."""
    head, card = leaflet.head, leaflet.card
    own = shelf.tongue(head.language)
    return h.li(
        ".leaflet",
        id=leaflet.place,
        data_code=head.handout,
        **{f"data-{name}": value for name, value in shelf.kept_by(leaflet).items() if value},
    )[
        _picture(shelf, leaflet),
        h.div(".about")[
            h.h2[h.a(href=head.path, **own)[head.title]],
            h.p(".subtitle", **own)[card.subtitle] if card.subtitle else None,
            h.p(".states")[_states(shelf, leaflet)],
            h.p(".message", **own)[card.message] if card.message else None,
            h.p(".for")[shelf.words["for"], " ", h.span(own)[card.audience]]
            if card.audience
            else None,
            _files(shelf, leaflet),
            _sheets(shelf, leaflet),
            h.p(".facts")[" · ".join(_facts(shelf, leaflet))],
        ],
    ]


def withdrawn_row(shelf: Shelf, one: Withdrawn) -> h.Element:
    gone, own = one.gone, shelf.tongue(one.language)
    instead = gone.instead and shelf.by_code(str(gone.instead))
    return h.li(".leaflet.gone", id=f"withdrawn-{one.code}", data_code=one.code)[
        h.div(".about")[
            h.h2(tabindex="-1", **own)[one.title],
            h.p(".states")[h.span(".state.withdrawn")[shelf.words["withdrawn"]]],
            h.p(".message")[shelf.say("withdrawn_on", day=shelf.day(gone.on), why=gone.because)],
            h.p[
                shelf.words["instead"],
                " ",
                h.a(href=f"#{instead.place}")[f"{instead.head.title} ({gone.instead})"],
            ]
            if instead
            else None,
            h.p(".facts")[one.code],
        ]
    ]


def _picture(shelf: Shelf, leaflet: Leaflet) -> h.Element:
    """It repeats what stands beside it, so it is silent."""
    picture = shelf.pictures.get(shelf.pictured(leaflet))
    if picture is None:
        return h.div(".picture")
    return h.div(".picture")[h.img(src=picture, alt="", loading="lazy")]


def _states(shelf: Shelf, leaflet: Leaflet) -> Iterator[h.Node]:
    """As on the day the page was made; a script looks again on the day it is opened."""
    signed = all(entry.signed for entry in leaflet.entries)
    state = "approved" if signed else "draft"
    yield h.span(class_=f"state {state}")[shelf.words[state]]
    if by := leaflet.card.review_by:
        yield " "
        yield h.span(".state.overdue", data_after=by, hidden=not shelf.is_past(by))[
            shelf.say("overdue", day=shelf.day(by))
        ]


def _files(shelf: Shelf, leaflet: Leaflet) -> Iterator[h.Node]:
    tongues = [*leaflet.tongues]
    for language, entries in tongues:
        if len(tongues) > 1:
            yield h.p(".tongue")[
                shelf.language_name(language),
                h.span(shelf.tongue(language))[f": {entries[0].title}"],
            ]
        yield h.ul(".files", role="list")[(_file(shelf, leaflet, entry) for entry in entries)]


def _file(shelf: Shelf, leaflet: Leaflet, entry: Entry) -> h.Element:
    pages = shelf.pages(entry.pages) if entry.edition != WEB else ""
    other = entry.version != leaflet.head.version
    more = [pages, shelf.say("version", version=entry.version) if other else ""]
    return h.li(data_edition=entry.edition, data_pages=entry.pages)[
        h.a(href=entry.path)[
            shelf.edition(entry), h.span(".heard")[f", {entry.title}"],
        ],
        " ",
        h.span(".pages")[", ".join(filter(None, more))],
    ]  # fmt: skip


def _sheets(shelf: Shelf, leaflet: Leaflet) -> h.Node:
    """Its printer's copies: how each is folded or cut, and which way to turn the paper over."""
    every = [
        (entry, copy) for entry in leaflet.entries for copy in shelf.copies.get(entry.path, ())
    ]
    if not every:
        return None
    return h.ul(".sheets", role="list")[(_copy(shelf, *each) for each in every)]


def _copy(shelf: Shelf, entry: Entry, copy: OnSheets) -> h.Element:
    return h.li[
        h.a(href=copy.path)[
            f"{shelf.words[FOLDED[copy.form]]} – {shelf.edition(entry)}",
            h.span(".heard")[f", {entry.title}"],
        ],
        " ",
        h.span(".pages")[shelf.words[f"turn_{copy.edge}"]],
    ]  # fmt: skip


def _facts(shelf: Shelf, leaflet: Leaflet) -> Iterator[str]:
    """Its number, site, version, review and codes."""
    head, card = leaflet.head, leaflet.card
    yield head.handout
    if shelf.has_sites:
        yield card.site or head.site
    yield shelf.say("version", version=head.version)
    if card.review_by:
        yield shelf.say("review_by", day=shelf.day(card.review_by))
    if head.signed:
        yield shelf.say("approved_by", who=head.signed)
    yield from card.codes
