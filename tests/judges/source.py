"""A PDF file, read once for all judges that ask."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pikepdf

from .content import Content, read_content
from .fonts import Fonts
from .objects import Key, entries
from .tree import Tree, read_tree


@dataclass(eq=False, frozen=True)
class Page:
    """A page, counted from 1."""

    number: int
    key: Key
    values: dict[str, Any]
    content: Content


@dataclass(eq=False, frozen=True)
class Source:
    """An opened file with what its pages show and its structure tree, if it has one."""

    pdf: pikepdf.Pdf
    catalog: dict[str, Any]
    fonts: Fonts
    pages: tuple[Page, ...]
    tree: Tree | None

    def number_of(self, page: Key) -> int:
        """The number of a page; 0 when it is none of the file's."""
        return next((p.number for p in self.pages if p.key == page), 0)


@lru_cache(maxsize=4)
def load(pdf: bytes) -> Source:
    """Raises pikepdf.PdfError when the file cannot be opened as it is: nothing is repaired."""
    opened = pikepdf.open(io.BytesIO(pdf), attempt_recovery=False)
    catalog, fonts = entries(opened.Root), Fonts()
    pages = tuple(
        Page(number, page.obj.objgen, entries(page.obj), read_content(page, number, fonts))
        for number, page in enumerate(opened.pages, 1)
    )
    root = catalog.get("/StructTreeRoot")
    return Source(opened, catalog, fonts, pages, None if root is None else read_tree(root))
