"""A finished PDF as PDFium reads it: what is painted on each page, and the structure over them.

Nothing of the layout is asked: not where it meant to break, nor how large it meant to set.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pypdfium2 import PdfDocument, raw

from builder.see import handles

INLINE = {"Link", "Span", "Added", "Removed"}
Spot = tuple[int, int]  # a page from 0, and the number of marked content on it


@dataclass(frozen=True, slots=True)
class Piece:
    """What is painted by one operator: its box in points from the lower left of its page.

    `mcid` is its marked content, None for an artifact; `running` tells a header or footer. Text
    has its `size` and its `base` line, in points, on the page.
    """

    page: int
    mcid: int | None
    running: bool
    left: float
    bottom: float
    right: float
    top: float
    text: str = ""
    size: float = 0
    base: float = 0


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the structure tree, with what is on any page; its kids in reading order."""

    role: str
    kids: tuple[Node | Spot, ...]

    def nodes(self) -> Iterator[Node]:
        """This one and all below it, as they are read."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()

    def spots(self) -> Iterator[Spot]:
        """All marked content of it and below it."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.spots()
            else:
                yield kid

    def own(self) -> Iterator[Spot]:
        """Its marked content without that of blocks below it."""
        for kid in self.kids:
            if not isinstance(kid, Node):
                yield kid
            elif kid.role in INLINE:
                yield from kid.own()

    def pages(self) -> list[int]:
        return sorted({page for page, _ in self.spots()})


@dataclass(frozen=True)
class Paper:
    """A page: its number from 0, its edges in points (left, bottom, right, top), what is on it."""

    number: int
    edges: tuple[float, float, float, float]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Finished:
    """A file, read."""

    pages: tuple[Paper, ...]
    root: Node

    @cached_property
    def _at(self) -> dict[Spot, list[Piece]]:
        found: dict[Spot, list[Piece]] = {}
        for page in self.pages:
            for piece in page.pieces:
                if piece.mcid is not None:
                    found.setdefault((page.number, piece.mcid), []).append(piece)
        return found

    def painted(self, spots: Iterator[Spot]) -> list[Piece]:
        """What is painted for marked content, in its order."""
        return [piece for spot in spots for piece in self._at.get(spot, ())]


def finished(document: PdfDocument) -> Finished:
    """All pages and the tree of an open file."""
    pages = []
    tree = _Tree()
    for number, page in enumerate(document):
        tree.take(page, number)
        pages.append(Paper(number, page.get_bbox(), tuple(_pieces(page, number))))
    return Finished(tuple(pages), tree.root())


# -- what is painted


def _pieces(page: Any, number: int) -> Iterator[Piece]:
    words = page.get_textpage()
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        painted = raw.FPDFPage_GetObject(page.raw, index)
        left, bottom, right, top = handles.bounds(painted)
        mcid = handles.mcid(painted)
        is_text = handles.kind(painted) == handles.TEXT
        text, size, base = handles.text_set(painted, words.raw) if is_text else ("", 0.0, 0.0)
        yield Piece(
            page=number,
            mcid=mcid,
            running=mcid is None and handles.running(painted),
            left=left,
            bottom=bottom,
            right=right,
            top=top,
            text=text,
            size=size,
            base=base,
        )


# -- the tree


@dataclass
class _Element:
    role: str
    marks: dict[int, Spot] = field(default_factory=dict)


class _Tree:
    """Puts the trees of pages together: PDFium gives a page what of the tree stands on it.

    An element is known again by its place among the kids of those above it, which PDFium counts
    over the whole file.
    """

    def __init__(self) -> None:
        self.elements: dict[tuple[int, ...], _Element] = {}

    def take(self, page: Any, number: int) -> None:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            return
        try:
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                if top := raw.FPDF_StructTree_GetChildAtIndex(tree, index):
                    self._take(top, (index,), number)
        finally:
            raw.FPDF_StructTree_Close(tree)

    def _take(self, found: Any, path: tuple[int, ...], number: int) -> None:
        element = self.elements.setdefault(path, _Element(_role(found)))
        for index in range(raw.FPDF_StructElement_CountChildren(found)):
            mcid = raw.FPDF_StructElement_GetChildMarkedContentID(found, index)
            if mcid >= 0:
                element.marks[index] = (number, mcid)
            elif kid := raw.FPDF_StructElement_GetChildAtIndex(found, index):
                self._take(kid, (*path, index), number)

    def root(self) -> Node:
        below: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
        for path in sorted(self.elements):
            below.setdefault(path[:-1], []).append(path)

        def node(path: tuple[int, ...]) -> Node:
            element = self.elements[path]
            kids: dict[int, Node | Spot] = dict(element.marks)
            kids.update((kid[-1], node(kid)) for kid in below.get(path, ()))
            return Node(element.role, tuple(kids[index] for index in sorted(kids)))

        return Node("", tuple(node(path) for path in below.get((), ())))


def _role(element: Any) -> str:
    """As the file says it, before its role map makes a Sect of an Aside."""
    length = raw.FPDF_StructElement_GetRawType(element, None, 0)
    name = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDF_StructElement_GetRawType(element, name, length)
    return handles.wide(name)
