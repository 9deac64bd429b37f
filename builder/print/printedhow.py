"""How a built leaflet is printed, as its definition or its layout says."""

from __future__ import annotations

from dataclasses import dataclass

from builder.library.library import Library
from builder.model import WEB, Edition, Site
from builder.model.onpaper import Form, OnPaper
from builder.outputs.entry import Entry
from builder.place import Span
from builder.print.source import Unprintable


@dataclass(frozen=True)
class PrintedHow:
    """What is done with it, its edition, the name of the paper it is laid out for, and its site.

    `span` is where that is said.
    """

    on_paper: OnPaper
    edition: Edition
    paper: str
    site: Site
    span: Span


def printed_how(library: Library, entry: Entry) -> PrintedHow | None:
    """Of a file in the manifest; None for a web page, and for a handout that is no more."""
    if entry.edition == WEB or entry.handout not in library.definitions:
        return None
    definition = library.definitions[entry.handout]
    layout, site = library.layouts.get(definition.layout), library.sites.get(entry.site)
    forms = layout.editions if layout else ()
    edition = next((each for each in forms if each.edition == entry.edition), None)
    if layout is None or edition is None or site is None:
        return None
    said = OnPaper.of(definition.print, layout.print)
    return PrintedHow(said, edition, str(edition.paper or layout.paper), site, said.span)


def must_be_readable(edition: Edition, form: Form, scale: float) -> None:
    """Raises Unprintable where its type would be too small."""
    if is_too_small(edition, scale):
        least = f"{edition.smallest:g} points"
        raise Unprintable(f"as {form}, its type would be smaller than the {least} it must have")


def is_too_small(edition: Edition, scale: float) -> bool:
    """Whether its type would be smaller than it must be on sheets that hold less than a page."""
    return bool(edition.smallest) and scale < 1
