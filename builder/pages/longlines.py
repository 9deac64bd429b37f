"""Lines of running text that are long to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.pages.splits import said
from builder.see.finished import INLINE, Finished, Node

RUNNING = {"P", "LBody"}
NO_TEXT = {"Table", "Figure", "Caption"}


@dataclass(frozen=True)
class LongLine:
    """A line of a page (from 1): how many characters it has, spaces included, and its words."""

    page: int
    characters: int
    text: str


def long_lines(file: Finished, over: int) -> list[LongLine]:
    """Lines of paragraphs and of items of lists that have more characters than that."""
    found = []
    for node in _running(file.root):
        for line in said(file, node):
            if len(line.text) > over:
                found.append(LongLine(line.page + 1, len(line.text), line.text))
    return sorted(found, key=lambda line: line.page)


def _running(node: Node) -> Iterator[Node]:
    if node.role in RUNNING:
        yield node
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role not in NO_TEXT | INLINE:
            yield from _running(kid)
