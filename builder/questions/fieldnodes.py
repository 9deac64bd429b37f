"""The fields and boxes of a form, found by every way that leads to them.

A form lists its fields; pages list the boxes that show them. Programs that copy
pages lose the first, others part a box from its field, so both are walked, and
what is met twice is one (ISO 32000-1, 12.7.2 and 12.5.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    TextStringObject,
)

from builder.notation.fieldnames import parsed
from builder.questions.revisions import Revisions
from builder.questions.textstring import decoded
from builder.questions.unreadable import Unreadable, damaged

MOST_NODES, MOST_PAGES, DEEPEST = 10_000, 2_000, 32


@dataclass(eq=False)
class Node:
    """A field, a box, or both in one; `above` is the field that lists it.

    `number` is that of the object in which it is written, its own or that of what holds it.
    """

    own: DictionaryObject
    number: int
    above: Node | None = None
    listed: bool = False  # whether the form knows of it
    parts: int = 0  # how many kids it has


class Item(NamedTuple):
    """A value as it stands in an array, and the number of the object it is written in."""

    value: Any
    number: int


class Objects:
    """Values of a file, each looked up where its newest revision says."""

    def __init__(self, revisions: Revisions) -> None:
        self.revisions = revisions

    def get(self, value: Any) -> Any:
        """What a value or a reference is; None for nothing, or what is not there."""
        for _ in range(DEEPEST):
            if not isinstance(value, IndirectObject):
                return None if isinstance(value, NullObject) else value
            if not self.revisions.has(value.idnum, value.generation):
                return None
            value = self.revisions.reader.get_object(value)
        raise damaged("a reference in it leads in a circle")

    def entry(self, owner: Any, key: str) -> Any:
        if not isinstance(owner, DictionaryObject) or key not in owner:
            return None
        return self.get(owner.raw_get(key))

    def items(self, owner: Any, key: str, number: int) -> list[Item]:
        """The items of an array, as they stand, with the numbers of the objects they are written
        in (`number`: that of the owner); none for anything else.
        """
        found = self.entry(owner, key)
        if not isinstance(found, ArrayObject):
            return []
        inside = numbered(owner.raw_get(key), number)
        return [Item(value, numbered(value, inside)) for value in found]


class Nodes:
    """All of them. Raises Unreadable where there are more than a sheet can have."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.root = objects.get(objects.revisions.root)
        if not isinstance(self.root, DictionaryObject):
            raise damaged("what it consists of is not told")
        self.form = objects.entry(self.root, "/AcroForm")
        self.number = numbered(objects.revisions.root, 0)
        self.known: dict[int, Node] = {}
        self._listed()
        for page, number in self._pages():
            self._on(page, number)

    def leaves(self) -> Iterator[Node]:
        return (node for node in self.known.values() if not node.parts)

    def _add(self, item: Item, above: Node | None, *, listed: bool) -> Node | None:
        """The node of a value when it is met for the first time."""
        own = self.objects.get(item.value)
        if not isinstance(own, DictionaryObject):
            return None
        if (known := self.known.get(id(own))) is not None:
            known.above = known.above or (above if above is not known else None)
            return None
        if len(self.known) >= MOST_NODES:
            raise Unreadable("too-costly", f"the file has more than {MOST_NODES} fields")
        node = self.known[id(own)] = Node(own, item.number, above, listed)
        if above is not None:
            above.parts += 1
        return node

    def _listed(self) -> None:
        todo: list[tuple[Item, Node | None]] = []
        number = numbered(self.root.raw_get("/AcroForm"), self.number) if self.form else 0
        todo += [(f, None) for f in reversed(self.objects.items(self.form, "/Fields", number))]
        while todo:
            item, above = todo.pop()
            node = self._add(item, above, listed=True)
            if node is not None:
                kids = reversed(self.objects.items(node.own, "/Kids", node.number))
                todo += [(kid, node) for kid in kids]
            if len(todo) > MOST_NODES:
                raise Unreadable("too-costly", f"the file has more than {MOST_NODES} fields")

    def _pages(self) -> Iterator[tuple[DictionaryObject, int]]:
        """The pages, in order, with their numbers; each part of their tree once."""
        todo, met = list[Item](), set[int]()
        if "/Pages" in self.root:
            todo.append(Item(self.root.raw_get("/Pages"), self.number))
        while todo:
            value, inside = todo.pop()
            page, number = self.objects.get(value), numbered(value, inside)
            if not isinstance(page, DictionaryObject) or id(page) in met:
                continue
            met.add(id(page))
            todo += reversed(self.objects.items(page, "/Kids", number))
            if len(met) > MOST_PAGES or len(todo) > MOST_PAGES:
                raise Unreadable("too-costly", f"the file has more than {MOST_PAGES} pages")
            yield page, number

    def _on(self, page: DictionaryObject, number: int) -> None:
        """The boxes on a page, and the fields above those that the form does not list."""
        for item in self.objects.items(page, "/Annots", number):
            box = self.objects.get(item.value)
            if self.objects.entry(box, "/Subtype") == "/Widget" and id(box) not in self.known:
                above = self._above(box, item.number)
                self._add(item, above, listed=above is not None and above.listed)

    def _above(self, box: DictionaryObject, number: int) -> Node | None:
        """The field that a box says it belongs to."""
        parent = self.objects.entry(box, "/Parent")
        if not isinstance(parent, DictionaryObject) or parent is box:
            return None
        raw = box.raw_get("/Parent")
        known = self.known.get(id(parent))
        return known or self._add(Item(raw, numbered(raw, number)), None, listed=False)

    def chain(self, leaf: Node) -> list[Node]:
        """A box and the fields above it, itself first.

        A box with a name of ours and no parent was parted from its field, whose value is old.
        """
        found, node = [leaf], leaf
        while (above := self._next(node)) is not None:
            if above in found or len(found) > DEEPEST:
                raise damaged("its fields lead in a circle")
            found.append(above)
            node = above
        return found

    def _next(self, node: Node) -> Node | None:
        parent = self.objects.entry(node.own, "/Parent")
        if isinstance(parent, DictionaryObject):
            return self.known.get(id(parent)) or Node(
                parent, numbered(node.own.raw_get("/Parent"), node.number)
            )
        return None if self._names_itself(node) else node.above

    def _names_itself(self, node: Node) -> bool:
        name = self.objects.entry(node.own, "/T")
        return (
            isinstance(name, TextStringObject)
            and parsed(decoded(name.original_bytes).text) is not None
        )

    def is_parted(self, node: Node) -> bool:
        """Whether its field lists it, and it no longer says that it belongs there."""
        return node.above is not None and self.objects.entry(node.own, "/Parent") is None


def numbered(value: Any, inside: int) -> int:
    """The number of the object that a value is written in: its own, or what it stands `inside`."""
    return value.idnum if isinstance(value, IndirectObject) else inside
