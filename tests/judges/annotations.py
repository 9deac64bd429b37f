"""Annotations: links and form fields, and the elements that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .document import leads_somewhere, named_destinations
from .objects import array, entries, key_of, name, number, string, whole
from .source import Page, Source
from .tree import Element, ObjectMention, Tree

# ISO 32000-1, table 165; ISO 19005-2, 6.3.2: of these, Print is set and no other.
PRINT = 4
UNSEEN = 1 | 2 | 32 | 256
# The signs of an address, in ASCII (RFC 3986, 2).
ADDRESS = re.compile(rb"[a-z]+:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
# The element an annotation belongs in (ISO 14289-1, 7.18.1, .4 and .5).
HOLDERS = {"Link": "Link", "Widget": "Form"}


def annotation_faults(source: Source, tree: Tree) -> Iterator[str]:
    destinations = named_destinations(source)
    for page in source.pages:
        annotations = array(page.values.get("/Annots"))
        if annotations and name(page.values.get("/Tabs")) != "S":
            # ISO 14289-1, 7.18.3
            yield f"page {page.number}: Tabs is not S"
        for annotation in annotations:
            values = entries(annotation)
            kind = name(values.get("/Subtype"))
            if kind == "Popup":
                continue
            label = f"page {page.number}: {kind} annotation {number(key_of(annotation))}"
            found = [*_in_tree(annotation, kind, page, tree), *_seen(values, page)]
            if kind == "Link":
                found += [*_link(values), *leads_somewhere(values, source, destinations)]
            elif kind == "Widget":
                found += _widget(values)
            yield from (f"{label} {fault}" for fault in found)
    for element in tree.all():
        yield from _holds(element, tree)


def _in_tree(annotation: Any, kind: str, page: Page, tree: Tree) -> Iterator[str]:
    """Object → element, and the right kind of element."""
    holder = tree.objects.get(key_of(annotation))
    if holder is None:
        yield "is not in the structure tree"
        return
    element, wanted = holder[0], HOLDERS.get(kind, "Annot")
    if element.standard != wanted:
        yield f"is in {element}, not in {wanted}"
    if whole(entries(annotation).get("/StructParent")) is None:
        yield "has no StructParent"


def _seen(values: dict[str, Any], page: Page) -> Iterator[str]:
    """It is printed, not hidden, has an extent, and knows its page."""
    flags = whole(values.get("/F")) or 0
    if not flags & PRINT or flags & UNSEEN:
        yield f"has the flags {flags}, not {PRINT}"
    rect = [float(side) for side in array(values.get("/Rect"))]
    if len(rect) != 4 or rect[0] >= rect[2] or rect[1] >= rect[3]:
        yield f"has the rectangle {rect}"
    if "/P" in values and key_of(values["/P"]) != page.key:
        yield "has another page in /P"


def _link(values: dict[str, Any]) -> Iterator[str]:
    """ISO 14289-1, 7.18.5: a description, as Contents. ISO 32000-1, 12.6.4.7: 7-bit ASCII."""
    if not (string(values.get("/Contents")) or "").strip():
        yield "has no Contents"
    uri = entries(values.get("/A")).get("/URI")
    if uri is not None and not ADDRESS.fullmatch(bytes(uri)):
        yield f"has the address {bytes(uri)!r}"


def _widget(values: dict[str, Any]) -> Iterator[str]:
    """ISO 14289-1, 7.18.4 and 7.18.1: a name for the field, its own or inherited."""
    holder, depth = values, 0
    while "/TU" not in holder and "/Parent" in holder and depth < 20:
        holder, depth = entries(holder["/Parent"]), depth + 1
    if not (string(holder.get("/TU")) or "").strip():
        yield "has no TU"


def _holds(element: Element, tree: Tree) -> Iterator[str]:
    """A Link element holds a link; a Form element a field, or says that it is a printed one."""
    if element.standard not in HOLDERS.values():
        return
    held = (kid for kid in element.kids if isinstance(kid, ObjectMention))
    kinds = [name(entries(mention.value).get("/Subtype")) for mention in held]
    printed = tree.attribute(element, "PrintField", "Role") is not None
    if not printed and element.standard not in map(HOLDERS.get, kinds):
        yield f"{element} holds no annotation"
