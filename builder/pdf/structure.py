"""The structure tree of a file with its parent tree, and the annotations that stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.notation.uri import uri
from builder.pdf.canvas import Page, TaggedCanvas
from builder.pdf.file import PdfFile, text_string
from builder.pdf.tags import ROLE_MAP, Element, Link, Widget

# Of an annotation: its object, and its key in the parent tree.
Numbers = dict[Link | Widget, tuple[int, int]]


def link_annotations(file: PdfFile, canvas: TaggedCanvas, numbers: list[int]) -> Numbers:
    """Link annotations (ISO 14289-1, 7.18.5): printed, described, tied to their element."""
    made: Numbers = {}
    for page in canvas.pages:
        for link, _ in page.links:
            key = len(canvas.pages) + len(made)
            place = _destination(link, canvas, numbers)
            made[link] = file.add(annotation(link, key, numbers[page.index], place)), key
    return made


def annotation(link: Link, key: int, page: int, place: str = "") -> str:
    """A link annotation on the page of that number; `place` where it leads to one here."""
    box = " ".join(f"{v:.2f}" for v in link.rect)
    return (
        f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{box}]/StructParent {key}"
        f"/P {page} 0 R/Contents{text_string(link.contents)}"
        f"{place or f'/A<</S/URI/URI{text_string(uri(link.target))}>>'}>>"
    )


def _destination(link: Link, canvas: TaggedCanvas, numbers: list[int]) -> str:
    """The entry for a place in the document; empty for an address."""
    if not link.target.startswith("#"):
        return ""
    page, left, top = canvas.place_of(link)
    return f"/Dest[{numbers[page]} 0 R/XYZ {left:.2f} {top + 6:.2f} null]"


def structure(
    file: PdfFile, pages: list[Page], root: Element, numbers: list[int], annotations: Numbers
) -> int:
    """The structure tree with its parent tree (ISO 32000-1, 14.7)."""
    tree = file.reserve()
    order = reading_order(root)
    known = {element: file.reserve() for element in order}
    for element in order:
        parent = known[element.parent] if element.parent else tree
        file.put(known[element], _element(element, parent, known, numbers, annotations))
    entries = []
    for page in pages:
        marks = " ".join(f"{known[element]} 0 R" for element in page.marks)
        entries.append(f"{page.index}[{marks}]")
    for held, element in _held(pages, order):
        entries.append(f"{annotations[held][1]} {known[element]} 0 R")
    parents = file.add(f"<</Nums[{' '.join(entries)}]>>")
    roles = "".join(f"/{own}/{standard}" for own, standard in ROLE_MAP.items())
    count = len(pages) + len(annotations)
    file.put(
        tree,
        f"<</Type/StructTreeRoot/K[{known[root]} 0 R]/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {count}/RoleMap<<{roles}>>>>",
    )
    return tree


def _held(pages: list[Page], order: list[Element]) -> Iterator[tuple[Link | Widget, Element]]:
    """Annotations with their elements, by their keys in the parent tree."""
    yield from (pair for page in pages for pair in page.links)
    yield from ((element.widget, element) for element in order if element.widget)


def reading_order(root: Element) -> list[Element]:
    """The elements that have something to show, as they are read."""
    return list(_shown(root))


def _shown(element: Element) -> Iterator[Element]:
    """The element and those below it that have something to show, parents first."""
    yield element
    for kid in element.below():
        yield from _shown(kid)


def _element(
    element: Element,
    parent: int,
    known: dict[Element, int],
    numbers: list[int],
    annotations: Numbers,
) -> str:
    """One structure element's dictionary (ISO 32000-1, table 323)."""
    page: int | None = None
    kids: list[str] = []
    for item in element.content:
        if isinstance(item, Element):
            kids.append(f"{known[item]} 0 R")
            continue
        page = item[0] if page is None else page
        here = f"/Pg {numbers[item[0]]} 0 R"
        kids.append(str(item[1]) if item[0] == page else f"<</Type/MCR{here}/MCID {item[1]}>>")
    for held in (*element.links, *([element.widget] if element.widget else ())):
        page = held.page if page is None else page
        here = "" if held.page == page else f"/Pg {numbers[held.page]} 0 R"
        kids.append(f"<</Type/OBJR{here}/Obj {annotations[held][0]} 0 R>>")
    kids += [f"{known[kid]} 0 R" for kid in element.kids if kid in known]
    out = [f"<</S/{element.role}/P {parent} 0 R"]
    if page is not None:
        out.append(f"/Pg {numbers[page]} 0 R")
    if element.alt is not None:
        out.append(f"/Alt{text_string(element.alt)}")
    if element.language:
        out.append(f"/Lang{text_string(element.language)}")
    if element.attributes:
        sets = "".join(f"<</O/{owner}{entries}>>" for owner, entries in element.attributes)
        out.append(f"/A{sets}" if len(element.attributes) == 1 else f"/A[{sets}]")
    if kids:
        out.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    return "".join(out) + ">>"
