"""Is the tagging whole? Follows every link between content, structure and annotations.

Validators look at the structure tree and at the content, but hardly at what
ties them together: a file passes with text that no element names, with a link
that is nowhere in the tree, with a parent tree that leads astray.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from .annotations import annotation_faults
from .document import document_faults
from .form import form_faults
from .grammar import grammar_faults
from .objects import Key, array, entries, key_of, name, name_tree, number, whole
from .source import Page, Source, load
from .tree import Tree


def audit(pdf: bytes) -> list[str]:
    """The faults of a file, in words; an empty list when it is whole."""
    try:
        source = load(pdf)
    except pikepdf.PdfError as error:
        return [f"cannot be opened: {error}"]
    found = [*document_faults(source)]
    for page in source.pages:
        found += page.content.faults
    if source.tree is None:
        return [*found, "no structure tree"]
    found += source.tree.faults
    for check in (
        _parent_tree,
        _content,
        _missing,
        _objects,
        _identifiers,
        annotation_faults,
        form_faults,
    ):
        found += check(source, source.tree)
    return [*found, *grammar_faults(source, source.tree)]


def _owners(source: Source) -> Iterator[tuple[str, Key, Any, list[int]]]:
    """Streams with MCIDs: what to call them, key, /StructParents, MCIDs with repeats."""
    for page in source.pages:
        yield from _owners_of(page)


def _owners_of(page: Page) -> Iterator[tuple[str, Key, Any, list[int]]]:
    label, sequences = f"page {page.number}", page.content.sequences
    mcids: dict[Key, list[int]] = {page.key: []}
    for owner, mcid in sequences:
        mcids.setdefault(owner, []).append(mcid)
    yield label, page.key, page.values.get("/StructParents"), mcids[page.key]
    for key, form in page.content.forms.items():
        owner_label = f"{label}, form XObject {number(key)}"
        yield owner_label, key, entries(form).get("/StructParents"), mcids[key]


def _content(source: Source, tree: Tree) -> Iterator[str]:
    """Content → element: each MCID once, in the tree, and back through the parent tree."""
    forms = Counter(key for page in source.pages for key in page.content.forms)
    for key, count in forms.items():
        if count > 1:
            # ISO 32000-1, 14.7.4.2
            yield f"form XObject {number(key)} has MCIDs and is painted on {count} pages"
    for label, owner, struct_parents, mcids in _owners(source):
        row_key = whole(struct_parents)
        if row_key is None:
            if mcids:
                yield f"{label}: no StructParents"
            continue
        row = tree.parents.get(row_key)
        if not isinstance(row, pikepdf.Array):
            yield f"{label}: no array in the ParentTree for StructParents {row_key}"
        keys = [key_of(value) if value is not None else None for value in array(row)]
        yield from _row(label, owner, keys, mcids, tree)


def _row(
    label: str, owner: Key, row: list[Key | None], mcids: list[int], tree: Tree
) -> Iterator[str]:
    """ISO 32000-1, 14.7.4.4: the array's item MCID is the element that holds the content."""
    for mcid, count in Counter(mcids).items():
        if count > 1:
            yield f"{label}: MCID {mcid} is used {count} times"
        element = tree.mentions.get((owner, mcid))
        if element is None:
            yield f"{label}: MCID {mcid} is not in the structure tree"
        elif not 0 <= mcid < len(row) or row[mcid] != element.key:
            there = number(row[mcid] or (0, 0)) if 0 <= mcid < len(row) else "nothing"
            yield f"{label}: MCID {mcid} is of {element}, but the ParentTree has {there}"
    used = set(mcids)
    for mcid, key in enumerate(row):
        if key is not None and mcid not in used:
            yield f"{label}: the ParentTree has MCID {mcid}, which is not in the content"


def _missing(source: Source, tree: Tree) -> Iterator[str]:
    """Element → content: nothing is named that is not there."""
    there = {spot for page in source.pages for spot in page.content.sequences}
    for (owner, mcid), element in tree.mentions.items():
        if (owner, mcid) not in there:
            page = source.number_of(owner)
            where = f"page {page}" if page else number(owner)
            yield f"{element}: MCID {mcid} of {where} is not in the content"


def _parent_tree(source: Source, tree: Tree) -> Iterator[str]:
    """Keys in order, each used once; ParentTreeNextKey beyond them (tables 37 and 322)."""
    if name(tree.values.get("/Type")) != "StructTreeRoot":
        yield "the structure tree root has the wrong Type"
    if "/ParentTree" not in tree.values:
        yield "no ParentTree"
    keys = tree.parent_keys
    if sorted(set(keys)) != keys:
        yield f"ParentTree keys are not in order, or repeated: {keys}"
    following = tree.values.get("/ParentTreeNextKey")
    if following is not None and keys and (whole(following) or 0) <= max(keys):
        yield f"ParentTreeNextKey is {following}, but {max(keys)} is used"
    used = Counter(_used_keys(source))
    yield from (f"StructParent(s) {key} is used {n} times" for key, n in used.items() if n > 1)
    yield from (f"ParentTree key {key} is of no page or object" for key in set(keys) - set(used))


def _used_keys(source: Source) -> Iterator[int]:
    """Every /StructParents and /StructParent in use; a form painted twice counts once."""
    forms: dict[Key, Any] = {}
    for page in source.pages:
        forms.update(page.content.forms)
        holders = [page.values.get("/StructParents")]
        holders += [entries(a).get("/StructParent") for a in array(page.values.get("/Annots"))]
        yield from (key for key in map(whole, holders) if key is not None)
    for form in forms.values():
        key = whole(entries(form).get("/StructParents"))
        if key is not None:
            yield key
    for _, mention in source.tree.objects.values() if source.tree else ():
        values = entries(mention.value)
        key = whole(values.get("/StructParent"))
        if key is not None and name(values.get("/Type")) == "XObject":
            yield key


def _objects(source: Source, tree: Tree) -> Iterator[str]:
    """OBJR → object: it is on that page and leads back (ISO 32000-1, 14.7.4.3)."""
    annotations = {
        key_of(annotation): page.key
        for page in source.pages
        for annotation in array(page.values.get("/Annots"))
    }
    for key, (element, mention) in tree.objects.items():
        painted = [page.key for page in source.pages if page.content.painted[key]]
        where = [annotations[key]] if key in annotations else painted
        if not where:
            yield f"{element}: OBJR to {number(key)}, which is on no page"
        elif mention.page not in where:
            yield f"{element}: OBJR to {number(key)} has the wrong page"
        back = whole(entries(mention.value).get("/StructParent"))
        if back is None:
            yield f"{element}: {number(key)} has no StructParent"
        elif key_of(tree.parents.get(back)) != element.key:
            yield f"{element}: the ParentTree leads elsewhere from {number(key)}"


def _identifiers(source: Source, tree: Tree) -> Iterator[str]:
    """IDs are unique and in the IDTree (ISO 32000-1, 14.7.2); ISO 14289-1, 7.9: notes have one."""
    listed = {ident: key_of(value) for ident, value in name_tree(tree.values.get("/IDTree"))}
    seen: dict[str, str] = {}
    for element in tree.all():
        ident = element.string("/ID")
        if ident is None:
            if element.standard == "Note":
                yield f"{element} has no ID"
            continue
        if ident in seen:
            yield f"{element} and {seen[ident]} have the same ID {ident!r}"
        seen[ident] = str(element)
        if listed.get(ident) != element.key:
            yield f"{element}: the IDTree does not lead to its ID {ident!r}"
    yield from (f"the IDTree has {ident!r}, but no element" for ident in listed.keys() - seen)
