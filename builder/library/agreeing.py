"""Whether sources agree: what one names must be there, and no two may be where one belongs."""

from __future__ import annotations

from collections.abc import Collection

from builder.diagnostics import Sink, did_you_mean
from builder.library.library import Library
from builder.model import (
    Letter,
    Site,
)
from builder.place import Text


def instead_of_withdrawn(library: Library, sink: Sink) -> None:
    """Reports what is to be given in the place of a withdrawn leaflet, and is none or gone, too."""
    if library.is_broken_below("handouts/"):
        return
    every = (one.gone for one in library.listed.values() if one.gone)
    for instead in (gone.instead for gone in every if gone.instead):
        must_be_there(instead, "handout", library.definitions, sink)
        if str(instead) in library.gone:
            message = f"'{instead}' was withdrawn, too"
            sink.error(instead.span, "withdrawn", message, "name the leaflet that is given out now")


def own_addresses(library: Library, sink: Sink) -> None:
    """Reports sites that publish in one place: a link on paper would lead to another's facts."""
    taken: dict[str, Site] = {}
    for site in library.sites.values():
        if site.web is None:
            continue
        first = taken.setdefault(site.web.casefold(), site)
        if first is not site:
            message = f"the site '{first.site}' publishes its pages at this address"
            hint = "give each site a folder of its own, such as https://…/leaflets/NAME/"
            sink.error(site.web.span, "duplicate-address", message, hint)


def own_letters(library: Library, sink: Sink) -> None:
    """Reports two letters in one language for one site, and one for a site there is not."""
    taken: dict[tuple[str, str], Letter] = {}
    for letter in library.letters.values():
        first = taken.setdefault((letter.language, letter.site or ""), letter)
        if first is not letter:
            message = f"the letter '{first.letter}' is in this language, too"
            hint = "keep one of them, or give each the site it is for: 'site: NAME'"
            sink.error(letter.language.span, "two-letters", message, hint)
        broken = library.is_broken_below("sources/sites/")
        if letter.site is not None and not broken:
            must_be_there(letter.site, "site", library.sites, sink)


def must_be_there(name: Text, kind: str, known: Collection[str], sink: Sink) -> None:
    """Reports what is named and is not there."""
    if str(name) not in known:
        message = f"there is no {kind} '{name}'"
        sink.error(name.span, f"unknown-{kind}", message, did_you_mean(name, known))
