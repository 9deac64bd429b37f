"""What stands in an area, named for people: the block, by its first words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pypdfium2 import PdfDocument

from builder.see.finished import INLINE, Finished, Node, Piece, Spot, finished
from builder.see.painted import Area, Kind, painted
from builder.see.setlines import lines

MOST = 48  # characters of a text by which it is named
BLOCKS = {
    "L": "the list", "Table": "the table", "Aside": "the box", "Figure": "the figure",
    **{f"H{level}": "the heading" for level in ("", *range(1, 7))},
}  # fmt: skip
THINGS = {Kind.IMAGE: "a picture", Kind.PATH: "a drawing", Kind.SHADING: "a drawing"}


class Names:
    """Names what stands on the pages of an open file; its tags are read when one is needed."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document

    @cached_property
    def _file(self) -> Finished:
        return finished(self._document)

    @cached_property
    def _blocks(self) -> dict[Spot, Node]:
        """The block in which each marked content stands: the outermost that has a name."""
        return dict(_blocks(self._file.root, None))

    def named(self, number: int, area: Area) -> str:
        """What stands in an area of a page (from 0): a block, or else words or a thing."""
        left, bottom, *_ = self._file.pages[number].edges
        for piece in self._file.pages[number].pieces:
            if piece.mcid is not None and _area(piece, left, bottom).meets(area):
                block = self._blocks.get((number, piece.mcid))
                if block is not None:
                    return self._block(block)
        return _thing(self._document[number], area)

    def _block(self, node: Node) -> str:
        set_in = lines(self._file.painted(node.spots()))
        text = _short(" ".join(line.text for line in set_in))
        kind = BLOCKS.get(node.role, "")
        return " ".join(filter(None, (kind, f"“{text}”" if text else ""))) or "a picture"


def _blocks(node: Node, block: Node | None) -> Iterator[tuple[Spot, Node]]:
    for kid in node.kids:
        if not isinstance(kid, Node):
            if block is not None:
                yield kid, block
        elif block is not None and (block.role in BLOCKS or kid.role in INLINE):
            yield from _blocks(kid, block)
        else:
            yield from _blocks(kid, kid)


def _area(piece: Piece, left: float, bottom: float) -> Area:
    """Where a piece is seen: our own pages are not turned."""
    return Area(piece.left - left, piece.bottom - bottom, piece.right - left, piece.top - bottom)


def _thing(page: object, area: Area) -> str:
    """What no tag tells of: a file of somebody else's, or what runs along each page."""
    there = [each for each in painted(page) if each.area.meets(area)]
    text = _short(" ".join(each.text for each in there if each.text.strip()))
    if text:
        return f"“{text}”"
    return THINGS.get(there[-1].kind, "something") if there else "something"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MOST else f"{words[: MOST - 1].rstrip()}…"
