"""Walks the structure tree (ISO 32000-1, 14.7.2) and notes where it is not a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from .content import Spot
from .objects import DIRECT, Key, entries, key_of, name, number, number_tree, several, string, whole

GROUPING = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
BLOCK = "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot"
INLINE = "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP"
ILLUSTRATION = "Figure Formula Form"
# ISO 32000-1, 14.8.4
STANDARD = frozenset(f"{GROUPING} {BLOCK} {INLINE} {ILLUSTRATION}".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """Marked content named by an element: an MCID in a page or a form XObject."""

    spot: Spot
    page: Key


@dataclass(frozen=True, slots=True)
class ObjectMention:
    """An object named by an element (OBJR): an annotation, an XObject."""

    key: Key
    page: Key
    value: Any


@dataclass(eq=False, slots=True)
class Element:
    """A structure element; `role` as written, `standard` as the RoleMap has it (or empty)."""

    key: Key
    role: str
    standard: str
    values: dict[str, Any]
    parent: Element | None
    kids: list[Element | Mention | ObjectMention] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.role} ({number(self.key)})"

    @property
    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def all(self) -> Iterator[Element]:
        """This element and those below it in logical order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all()

    def string(self, entry: str) -> str | None:
        return string(self.values.get(entry))


@dataclass(eq=False)
class Tree:
    """The structure tree with its parent tree. `mentions` and `objects` say who names what."""

    values: dict[str, Any]
    roots: list[Element] = field(default_factory=list)
    elements: dict[Key, Element] = field(default_factory=dict)
    mentions: dict[Spot, Element] = field(default_factory=dict)
    objects: dict[Key, tuple[Element, ObjectMention]] = field(default_factory=dict)
    parents: dict[int, Any] = field(default_factory=dict)
    parent_keys: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        for root in self.roots:
            yield from root.all()

    def attribute(self, element: Element, owner: str, entry: str) -> Any:
        """A value from /A or, by way of the class map, /C (ISO 32000-1, 14.7.5)."""
        classes = entries(self.values.get("/ClassMap")) if "/C" in element.values else {}
        named = [classes.get(str(key)) for key in several(element.values.get("/C"))]
        for holder in (element.values.get("/A"), *named):
            for attributes in map(entries, several(holder)):
                if name(attributes.get("/O")) == owner and f"/{entry}" in attributes:
                    return attributes[f"/{entry}"]
        return None


def read_tree(root: Any) -> Tree:
    walk = _Walk(root)
    for kid in several(walk.tree.values.get("/K")):
        walk.element(kid, None)
    if not walk.tree.roots:
        walk.tree.faults.append("the structure tree is empty")
    return walk.tree


class _Walk:
    def __init__(self, root: Any) -> None:
        self.root_key = key_of(root)
        self.tree = Tree(entries(root))
        role_map = entries(self.tree.values.get("/RoleMap"))
        self.role_map = {role[1:]: name(other) for role, other in role_map.items()}
        pairs = list(number_tree(self.tree.values.get("/ParentTree")))
        self.tree.parents = dict(pairs)
        self.tree.parent_keys = [key for key, _ in pairs]

    def fault(self, text: str) -> None:
        self.tree.faults.append(text)

    def element(self, value: Any, parent: Element | None) -> None:
        key, values = key_of(value), entries(value)
        role = name(values.get("/S"))
        element = Element(key, role, self.standard(role), values, parent)
        if key in self.tree.elements:
            self.fault(f"{element} is reached twice")
            return
        if not role or name(values.get("/Type")) not in ("", "StructElem"):
            self.fault(f"{number(key)} in the structure tree is not an element")
            return
        if key == DIRECT:
            self.fault(f"{element} is not an indirect object")
        else:
            self.tree.elements[key] = element
        if key_of(values.get("/P")) != (parent.key if parent else self.root_key):
            self.fault(f"{element}: /P is not its parent {parent or 'StructTreeRoot'}")
        (parent.kids if parent else self.tree.roots).append(element)
        for kid in several(values.get("/K")):
            self.kid(kid, element, key_of(values.get("/Pg")))

    def standard(self, role: str) -> str:
        """The standard type a role stands for (ISO 32000-1, 14.7.3), or the empty string."""
        seen = set()
        while role not in STANDARD and role in self.role_map and role not in seen:
            seen.add(role)
            role = self.role_map[role]
        return role if role in STANDARD else ""

    def kid(self, kid: Any, element: Element, page: Key) -> None:
        """An item of /K: MCID, marked-content reference, object reference, element.

        Its page is the item's /Pg or that of the element; parents do not hand theirs down
        (ISO 32000-1, tables 323 to 325).
        """
        mcid = whole(kid)
        values = entries(kid)
        kind = name(values.get("/Type"))
        if mcid is not None:
            self.mention(Mention((page, mcid), page), element)
        elif kind == "MCR":
            page = key_of(values["/Pg"]) if "/Pg" in values else page
            owner = key_of(values["/Stm"]) if "/Stm" in values else page
            inside = whole(values.get("/MCID"))
            self.mention(Mention((owner, -1 if inside is None else inside), page), element)
        elif kind == "OBJR":
            page = key_of(values["/Pg"]) if "/Pg" in values else page
            value = values.get("/Obj")
            self.object(ObjectMention(key_of(value), page, value), element)
        elif isinstance(kid, pikepdf.Dictionary):
            self.element(kid, element)
        else:
            self.fault(f"{element}: {kid!r} among its kids")

    def mention(self, mention: Mention, element: Element) -> None:
        if mention.page == DIRECT:
            self.fault(f"{element}: MCID {mention.spot[1]} without a page")
        if mention.spot in self.tree.mentions:
            before = self.tree.mentions[mention.spot]
            self.fault(f"MCID {mention.spot[1]} is in both {before} and {element}")
        self.tree.mentions[mention.spot] = element
        element.kids.append(mention)

    def object(self, mention: ObjectMention, element: Element) -> None:
        if mention.key == DIRECT:
            self.fault(f"{element}: OBJR without an indirect object")
        elif mention.key in self.tree.objects:
            before = self.tree.objects[mention.key][0]
            self.fault(f"{number(mention.key)} is in both {before} and {element}")
        self.tree.objects[mention.key] = (element, mention)
        element.kids.append(mention)
