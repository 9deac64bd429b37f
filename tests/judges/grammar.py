"""Do the elements make sense together? Headings, lists, tables, figures, roles.

ISO 32000-1, 14.8.4 says what may stand in what; ISO 14289-1, 7 what must.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .content import Spot
from .document import LANGUAGE
from .objects import array, entries, name, string, whole
from .source import Source
from .tree import HEADINGS, STANDARD, Element, Mention, Tree

# What an element may hold (ISO 32000-1, tables 333, 336 and 337), and must be held by.
KIDS = {
    "L": ("Caption", "LI"),
    "LI": ("Lbl", "LBody"),
    "Table": ("Caption", "TR", "THead", "TBody", "TFoot"),
    "THead": ("TR",),
    "TBody": ("TR",),
    "TFoot": ("TR",),
    "TR": ("TH", "TD"),
    "TOC": ("Caption", "TOC", "TOCI"),
}
PARENTS = {
    "LI": ("L",),
    "LBody": ("LI",),
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
    "THead": ("Table",),
    "TBody": ("Table",),
    "TFoot": ("Table",),
    "TOCI": ("TOC",),
}
MOST_ONCE = {"L": ("Caption",), "LI": ("Lbl", "LBody"), "Table": ("Caption", "THead", "TFoot")}
# A number, letter or Roman number with its punctuation, or a sign.
NUMBERING = re.compile(r"\(?(?:[\d.]*\d|[A-Za-z]|[ivxlcIVXLC]+)[.):]?|[^\w\s]{1,2}")
SCOPES = ("Row", "Column", "Both")


def grammar_faults(source: Source, tree: Tree) -> Iterator[str]:
    """What is wrong with the elements of the tree, in logical order."""
    texts = {spot: text for page in source.pages for spot, text in page.content.texts.items()}
    yield from _role_map(tree)
    yield from _headings(tree, texts)
    for element in tree.all():
        yield from _element(element)
        yield from _place(element)
        if element.standard == "Table":
            yield from _table(element, tree)
        elif element.standard == "Figure":
            yield from _figure(element, tree)
        elif element.standard == "L":
            yield from _list(element, tree, texts)


def _role_map(tree: Tree) -> Iterator[str]:
    """ISO 14289-1, 7.1: standard types keep their meaning. (`_element` asks for the others.)"""
    for role in entries(tree.values.get("/RoleMap")):
        if role[1:] in STANDARD:
            yield f"the RoleMap changes the standard type {role[1:]}"


def _element(element: Element) -> Iterator[str]:
    """Role, language, alternate description of one element."""
    if not element.standard:
        yield f"{element}: {element.role} is no standard type, nor mapped to one"
    language = element.values.get("/Lang")
    if language is not None and not LANGUAGE.fullmatch(string(language) or ""):
        yield f"{element}: Lang is {language!r}"
    if element.standard in ("Figure", "Formula"):
        # ISO 14289-1, 7.3 and 7.7
        text = element.string("/Alt") or element.string("/ActualText") or ""
        if not text.strip():
            yield f"{element} has no Alt"


def _figure(element: Element, tree: Tree) -> Iterator[str]:
    """A figure on one page says where it is (ISO 32000-1, table 344)."""
    pages = {kid.page for kid in element.kids if isinstance(kid, Mention)}
    if len(pages) == 1 and len(array(tree.attribute(element, "Layout", "BBox"))) != 4:
        yield f"{element} has no BBox"


def _headings(tree: Tree, texts: dict[Spot, str]) -> Iterator[str]:
    """ISO 14289-1, 7.4: H1 first, no level left out on the way down, not H and H1 mixed."""
    headings = [e for e in tree.all() if e.standard in HEADINGS]
    level = 0
    for heading in headings:
        below = int(heading.standard[1])
        if below > level + 1:
            yield f"{heading} follows {f'H{level}' if level else 'no heading'}"
        level = below
        if not _text(heading, texts).strip():
            yield f"{heading} is empty"
    if headings and any(element.standard == "H" for element in tree.all()):
        yield "H and H1 to H6 are mixed"


def _text(element: Element, texts: dict[Spot, str]) -> str:
    said = [element.string("/ActualText") or element.string("/Alt") or ""]
    for kid in element.kids:
        if isinstance(kid, Mention):
            said.append(texts.get(kid.spot, ""))
        elif isinstance(kid, Element):
            said.append(_text(kid, texts))
    return "".join(said)


def _place(element: Element) -> Iterator[str]:
    """What an element holds and what holds it."""
    role, parent = element.standard, element.parent.standard if element.parent else "the root"
    if role in PARENTS and parent not in PARENTS[role]:
        yield f"{element} is in {parent}"
    if role not in KIDS:
        return
    kids = [kid.standard for kid in element.elements]
    if len(kids) != len(element.kids):
        yield f"{element} has content of its own"
    yield from (f"{element} holds {kid}" for kid in kids if kid not in KIDS[role])
    for once in MOST_ONCE.get(role, ()):
        if kids.count(once) > 1:
            yield f"{element} holds {kids.count(once)} {once}"
    if "Caption" in kids[1:-1] or (role == "L" and "Caption" in kids[1:]):
        yield f"{element}: the Caption is not at its edge"
    if not kids:
        yield f"{element} is empty"


def _list(element: Element, tree: Tree, texts: dict[Spot, str]) -> Iterator[str]:
    """A list with numbers or bullets says which (ISO 14289-1, 7.6; ISO 32000-1, table 347).

    Labels that are words, like the terms of a glossary, follow no numbering.
    """
    labels = [kid for item in element.elements for kid in item.elements if kid.standard == "Lbl"]
    numbered = labels and all(NUMBERING.fullmatch(_text(label, texts).strip()) for label in labels)
    if numbered and name(tree.attribute(element, "List", "ListNumbering")) in ("", "None"):
        yield f"{element} has numbers or bullets but no ListNumbering"


# -- tables


def _table(table: Element, tree: Tree) -> Iterator[str]:
    """ISO 14289-1, 7.5: a grid without holes whose headers say what they head."""
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in row.elements if cell.standard in ("TH", "TD")]
    if not any(cell.standard == "TH" for cell in cells):
        yield f"{table} has no TH"
    idents = {element.string("/ID") for element in tree.all() if element.standard == "TH"}
    linked = False
    for cell in cells:
        headers = array(tree.attribute(cell, "Table", "Headers"))
        linked = linked or bool(headers)
        lost = [str(header) for header in headers if str(header) not in idents]
        if lost:
            yield f"{cell}: Headers {lost} are no ID of a TH"
    for cell in cells:
        scope = name(tree.attribute(cell, "Table", "Scope"))
        if cell.standard == "TH" and not linked and scope not in SCOPES:
            yield f"{cell} has no Scope"
    yield from _grid(table, rows, tree)


def _rows(table: Element) -> Iterator[Element]:
    for kid in table.elements:
        if kid.standard == "TR":
            yield kid
        elif kid.standard in ("THead", "TBody", "TFoot"):
            yield from (row for row in kid.elements if row.standard == "TR")


def _grid(table: Element, rows: list[Element], tree: Tree) -> Iterator[str]:
    """Lays the cells out, spans included: no hole, no overlap, the same width everywhere."""
    filled: dict[tuple[int, int], Element] = {}
    for down, row in enumerate(rows):
        across = 0
        for cell in row.elements:
            while (down, across) in filled:
                across += 1
            wide, high = _span(cell, "ColSpan", tree), _span(cell, "RowSpan", tree)
            places = [(down + y, across + x) for y in range(high) for x in range(wide)]
            if any(place in filled for place in places):
                yield f"{cell} overlaps another cell"
            filled.update(dict.fromkeys(places, cell))
            across += wide
    if any(down >= len(rows) for down, _ in filled):
        yield f"{table}: a RowSpan reaches beyond the last row"
    widths = [sum(1 for place in filled if place[0] == down) for down in range(len(rows))]
    if len(set(widths)) > 1:
        yield f"{table}: rows have different numbers of cells: {widths}"


def _span(cell: Element, entry: str, tree: Tree) -> int:
    span = whole(tree.attribute(cell, "Table", entry))
    return max(1, min(span or 1, 100))
