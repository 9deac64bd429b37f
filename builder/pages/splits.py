"""What stands on two pages: blocks of rows, figures and boxes, lines left alone, lost headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from builder.see.finished import INLINE, Finished, Node
from builder.see.setlines import Line, lines

BLOCKS: dict[str, Literal["list", "table", "box", "figure"]] = {
    "L": "list",
    "Table": "table",
    "Aside": "box",
    "Figure": "figure",
}
TEXTS = {"P", "LBody", "TD", "TH", "Lbl", "Caption"}
HEADING = re.compile(r"H[1-6]?")
GROUND = 20.0  # points: no ground or rule of a text reaches so far above it
NO_ROWS = {"Caption", "THead"}


@dataclass(frozen=True)
class Split:
    """What stands on several `pages` (from 1), with its rows or lines on each of them.

    A row counts where it begins. A heading is `stranded` when what it heads begins on the page
    after it. `height` is that of all parts of a block, in points; `text` is how it begins.
    """

    kind: Literal["list", "table", "box", "figure", "lone-line", "lone-word", "stranded"]
    pages: tuple[int, ...]
    sides: tuple[int, ...]
    height: float
    text: str

    @property
    def rows(self) -> int:
        return sum(self.sides)


def splits(file: Finished) -> list[Split]:
    """All of a file, page by page."""
    found = [*_blocks(file), *_alone(file), *_stranded(file)]
    return sorted(found, key=lambda each: each.pages)


def leaves(node: Node) -> Iterator[Node]:
    """What shows something itself, in reading order."""
    return (each for each in node.nodes() if each.role not in INLINE and any(each.own()))


def said(file: Finished, node: Node) -> list[Line]:
    """The lines of a text, without those of blocks in it."""
    return lines(file.painted(node.own()))


# -- blocks of rows


def _blocks(file: Finished) -> Iterator[Split]:
    for node in file.root.nodes():
        pages = node.pages() if node.role in BLOCKS else []
        if len(pages) > 1:
            begins = [min(row.pages()) for row in _rows(node) if row.pages()]
            yield Split(
                kind=BLOCKS[node.role],
                pages=tuple(page + 1 for page in pages),
                sides=tuple(begins.count(page) for page in pages) if begins else (),
                height=sum(_height(file, node, page) for page in pages),
                text=_begins(file, node),
            )


def _rows(node: Node) -> Iterator[Node]:
    """Items, rows and paragraphs, those in a row not counted, nor the head of a table."""
    for kid in node.kids:
        if not isinstance(kid, Node) or kid.role in NO_ROWS:
            continue
        if kid.role in {"LI", "TR"} or any(kid.own()):
            yield kid
        else:
            yield from _rows(kid)


def _height(file: Finished, node: Node, page: int) -> float:
    painted = file.painted(spot for spot in node.spots() if spot[0] == page)
    return max((p.top for p in painted), default=0) - min((p.bottom for p in painted), default=0)


def _begins(file: Finished, node: Node) -> str:
    found = lines(file.painted(node.spots()))
    return found[0].text if found else ""


# -- texts


def _alone(file: Finished) -> Iterator[Split]:
    """Texts of which a page has only one line."""
    for node in leaves(file.root):
        if node.role not in TEXTS or len({page for page, _ in node.own()}) < 2:
            continue
        set_in = said(file, node)
        on = [line.page for line in set_in]
        sides = tuple(on.count(page) for page in sorted({*on}))
        if len(sides) > 1 and 1 in (sides[0], sides[-1]):
            word = sides[-1] == 1 and " " not in set_in[-1].text
            pages = tuple(page + 1 for page in sorted({*on}))
            kind: Literal["lone-word", "lone-line"] = "lone-word" if word else "lone-line"
            yield Split(kind, pages, sides, 0, set_in[0].text)


def _stranded(file: Finished) -> Iterator[Split]:
    """Headings that end a page."""
    for node, after in pairwise(leaves(file.root)):
        if HEADING.fullmatch(node.role):
            last, first = max(node.own())[0], min(after.own())[0]
            if first > last and not _drawn_below(file, node, last):
                yield Split("stranded", (last + 1, first + 1), (), 0, _begins(file, node))


def _drawn_below(file: Finished, heading: Node, page: int) -> bool:
    """Whether something without words stands below a heading, as lines to write on do.

    What is close above other words, such as those at the foot of the page, is their own ground.
    """
    foot = min(piece.bottom for piece in file.painted(heading.own()) if piece.page == page)
    below = [p for p in file.pages[page].pieces if p.top < foot and not p.running]
    words = max((piece.top for piece in below if piece.text.strip()), default=0)
    return any(p.bottom > words + GROUND for p in below if not p.text.strip())
