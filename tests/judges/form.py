"""Forms: what conformance does not ask, and what programs that fill them in stumble over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from .objects import Key, array, entries, key_of, name, number, string, whole
from .source import Source
from .tree import ObjectMention, Tree

# Of a form or a field: what PDF/A bars, what lets answers be lost, what is no part of ours.
BARRED = ("NeedAppearances", "XFA", "SigFlags", "CO")
NOT_OURS = ("Parent", "Kids", "A", "AA", "MaxLen", "DV")


def form_faults(source: Source, tree: Tree) -> Iterator[str]:
    form = entries(source.catalog.get("/AcroForm"))
    yield from (f"the form has {entry}" for entry in BARRED if f"/{entry}" in form)
    fields = {key_of(field): field for field in array(form.get("/Fields"))}
    widgets = {key_of(w): w for page in source.pages for w in _widgets(page.values)}
    for key in fields.keys() ^ widgets.keys():
        yield f"{number(key)} is a field or a widget, and not both"
    fonts = entries(entries(form.get("/DR")).get("/Font"))
    names = Counter(string(entries(field).get("/T")) for field in fields.values())
    yield from (
        f"{count} fields are called {called}" for called, count in names.items() if count > 1
    )
    for key, field in fields.items():
        yield from (f"field {number(key)} {fault}" for fault in _field(entries(field), fonts))
    yield from _elements(tree)
    for page in source.pages:
        yield from _order(page.number, [key_of(w) for w in _widgets(page.values)], tree)


def _widgets(page: dict[str, Any]) -> list[Any]:
    every = array(page.get("/Annots"))
    return [each for each in every if name(entries(each).get("/Subtype")) == "Widget"]


def _field(values: dict[str, Any], fonts: dict[str, Any]) -> Iterator[str]:
    """What every field has, and what each kind has beside it."""
    called = string(values.get("/T")) or ""
    if not called or set(called) & set(". "):
        yield f"has the name {called!r}"
    yield from (f"has {entry}" for entry in NOT_OURS if f"/{entry}" in values)
    if "/P" not in values:
        yield "does not say on which page it is"  # pdf.js leaves it out when it saves
    looks = entries(values.get("/AP"))
    if set(looks) != {"/N"}:
        yield f"has the appearances {sorted(looks)}"  # ISO 19005-2, 6.3.3
    if name(values.get("/FT")) == "Btn":
        yield from _box(values, entries(looks.get("/N")), looks.get("/N"))
    elif name(values.get("/FT")) == "Tx":
        yield from _text(values, looks.get("/N"), fonts)
    else:
        yield "is of no kind that can be filled in"


def _box(values: dict[str, Any], states: dict[str, Any], look: Any) -> Iterator[str]:
    """Two states that are streams and look different; it is off."""
    if isinstance(look, pikepdf.Stream) or set(states) != {"/On", "/Off"}:
        yield f"has the states {sorted(states)}"
        return
    if not all(isinstance(state, pikepdf.Stream) for state in states.values()):
        yield "has a state without an appearance"
    elif states["/On"].read_bytes() == states["/Off"].read_bytes():
        yield "looks alike when it is ticked"
    if {name(values.get("/V")), name(values.get("/AS"))} != {"Off"}:
        yield "is ticked"
    if "/CA" in entries(values.get("/MK")):
        yield "has a sign of a font for its tick"


def _text(values: dict[str, Any], look: Any, fonts: dict[str, Any]) -> Iterator[str]:
    """An appearance, and how words are set in it: in a font of the form, in a size that is told."""
    if not isinstance(look, pikepdf.Stream):
        yield "has no appearance"
    if values.get("/V") is not None:
        yield "is filled in"
    said = (string(values.get("/DA")) or "").split()
    if said[:1] == [] or said[0] not in fonts or float(said[1]) < 12:
        yield f"sets its words as {' '.join(said)!r}"
        return
    font = entries(fonts[said[0]])
    if name(font.get("/Encoding")) != "WinAnsiEncoding" or "/ToUnicode" not in font:
        yield "has a font without an encoding"
    if (whole(font.get("/FirstChar")), whole(font.get("/LastChar"))) != (32, 255):
        yield "has a font that is not whole"


def _elements(tree: Tree) -> Iterator[str]:
    """A Form element holds one annotation and nothing else."""
    for element in tree.all():
        held = [kid for kid in element.kids if isinstance(kid, ObjectMention)]
        if element.standard == "Form" and (len(held) != 1 or len(element.kids) != 1):
            yield f"{element} holds {len(held)} annotations among {len(element.kids)} kids"


def _order(page: int, widgets: list[Key], tree: Tree) -> Iterator[str]:
    """Tab goes from field to field as they are read (ISO 14289-1, 7.18.3)."""
    read = [
        kid.key
        for element in tree.all()
        for kid in element.kids
        if isinstance(kid, ObjectMention) and kid.key in widgets
    ]
    if read != widgets:
        yield f"page {page}: its fields are not in the order in which they are read"
