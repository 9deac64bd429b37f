"""What a file says about itself: catalog, metadata, fonts, no actions, sound syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from .objects import Key, array, entries, key_of, name, name_tree, string
from .source import Source

# RFC 5646, as far as we need it: language, script, region, variants.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*")
HARMLESS = ("URI", "GoTo")
FORBIDDEN_NAMES = ("JavaScript", "EmbeddedFiles")
MAX_OUTLINE = 10_000
_TITLE = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>([^<]*)</rdf:li>", re.S)


def document_faults(source: Source) -> Iterator[str]:
    yield from _syntax(source)
    yield from _catalog(source)
    yield from _metadata(source)
    yield from _actions(source)
    yield from _bookmarks(source)
    fonts = {id(font): font for font in map(source.fonts.of, _fonts(source))}
    for font in fonts.values():
        yield from font.faults()


def _syntax(source: Source) -> Iterator[str]:
    """Cross-references, object streams and stream data, as qpdf reads them without repair."""
    yield from (f"syntax: {problem}" for problem in source.pdf.check_pdf_syntax())
    yield from (f"syntax: {warning}" for warning in source.pdf.get_warnings())
    if source.pdf.is_encrypted:
        yield "the file is encrypted"
    if not source.pages:
        yield "the file has no pages"
    if len(array(source.pdf.trailer.get("/ID"))) != 2:
        yield "the trailer has no ID"


def _catalog(source: Source) -> Iterator[str]:
    """ISO 14289-1, 6.2, 7.1 and 7.2; ISO 32000-1, 14.7.1."""
    catalog = source.catalog
    language = string(catalog.get("/Lang"))
    if language is None or not LANGUAGE.fullmatch(language):
        yield f"the document's Lang is {language!r}"
    mark_info = entries(catalog.get("/MarkInfo"))
    if mark_info.get("/Marked") is not True:
        yield "MarkInfo does not say that the document is tagged"
    if mark_info.get("/Suspects", False) is not False:
        yield "MarkInfo says that tags are suspect"
    if entries(catalog.get("/ViewerPreferences")).get("/DisplayDocTitle") is not True:
        yield "DisplayDocTitle is not set"


def _metadata(source: Source) -> Iterator[str]:
    """ISO 14289-1, 7.1: a title, in XMP."""
    stream = source.catalog.get("/Metadata")
    title = _TITLE.search(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else None
    if title is None or not title.group(1).strip():
        yield "XMP metadata has no title"


def _actions(source: Source) -> Iterator[str]:
    """Nothing happens by itself, and links only lead to places (ISO 19005-2, 6.5)."""
    if "/OpenAction" in source.catalog:
        yield "the catalog has an OpenAction"
    names = entries(source.catalog.get("/Names"))
    yield from (f"the file has {key}" for key in FORBIDDEN_NAMES if f"/{key}" in names)
    for what, holder in _holders(source):
        if "/AA" in holder:
            yield f"{what} has additional actions (AA)"
        action: Any = holder.get("/A")
        for _ in range(10):
            values = entries(action)
            if values and name(values.get("/S")) not in HARMLESS:
                yield f"{what} has the action {name(values.get('/S'))}"
            action = values.get("/Next")


def _holders(source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything that can have an action."""
    yield "the catalog", source.catalog
    for page in source.pages:
        yield f"page {page.number}", page.values
        for annotation in array(page.values.get("/Annots")):
            yield f"page {page.number}: {_called(annotation)}", entries(annotation)
    fields = array(entries(source.catalog.get("/AcroForm")).get("/Fields"))
    for field in fields:
        yield f"field {_called(field)}", entries(field)
        fields += array(entries(field).get("/Kids"))
    for item in _outline(source):
        yield f"outline entry {string(item.get('/Title'))!r}", item


def _called(value: Any) -> str:
    return f"object {key_of(value)[0]}"


def _bookmarks(source: Source) -> Iterator[str]:
    destinations = named_destinations(source)
    for item in _outline(source):
        for fault in leads_somewhere(item, source, destinations):
            yield f"outline entry {string(item.get('/Title'))!r} {fault}"


def leads_somewhere(
    values: dict[str, Any], source: Source, destinations: dict[str, Any]
) -> Iterator[str]:
    """A link or bookmark has an address or a place (ISO 32000-1, 12.3.2 and 12.6.4)."""
    action = entries(values.get("/A"))
    if name(action.get("/S")) == "URI":
        if not str(action.get("/URI", "")).strip():
            yield "has an empty address"
        return
    target = action.get("/D") if name(action.get("/S")) == "GoTo" else values.get("/Dest")
    if isinstance(target, pikepdf.String | pikepdf.Name):
        target = destinations.get(str(target))
    place = array(entries(target).get("/D", target))
    if not place or not source.number_of(key_of(place[0])):
        yield "leads nowhere"


def named_destinations(source: Source) -> dict[str, Any]:
    """Places by name, from the catalog's dictionary and its name tree."""
    names = entries(source.catalog.get("/Names"))
    return {**entries(source.catalog.get("/Dests")), **dict(name_tree(names.get("/Dests")))}


def _outline(source: Source) -> Iterator[dict[str, Any]]:
    """The entries of the outline (ISO 32000-1, 12.3.3)."""
    waiting = [entries(source.catalog.get("/Outlines")).get("/First")]
    for _ in range(MAX_OUTLINE):
        values = entries(waiting.pop()) if waiting else {}
        if values:
            yield values
            waiting += [values[key] for key in ("/Next", "/First") if key in values]


def _fonts(source: Source) -> Iterator[Any]:
    """The fonts of all resources: pages, forms, appearances, fields. Used or not."""
    seen: set[Key] = set()
    form = entries(source.catalog.get("/AcroForm"))
    waiting = [form.get("/DR")]
    for page, opened in zip(source.pages, source.pdf.pages, strict=True):
        waiting.append(opened.resources)
        for annotation in array(page.values.get("/Annots")):
            appearances = entries(entries(annotation).get("/AP"))
            waiting += [entries(stream).get("/Resources") for stream in _streams(appearances)]
    while waiting:
        resources = entries(waiting.pop())
        yield from entries(resources.get("/Font")).values()
        for painted in entries(resources.get("/XObject")).values():
            if key_of(painted) not in seen:
                seen.add(key_of(painted))
                waiting.append(entries(painted).get("/Resources"))


def _streams(appearances: dict[str, Any]) -> Iterator[Any]:
    """Appearance streams; one for each state of a check box (ISO 32000-1, 12.5.5)."""
    for appearance in appearances.values():
        values = entries(appearance)
        yield from [appearance] if "/Length" in values else values.values()
