"""What text is drawn on, and what is drawn for one person only: which part of a page it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from builder.pdf.tags import Element, Link
from builder.text.faces import Face
from builder.text.shape import Word

ARTIFACT = "/Artifact BMC"
# What runs along every page (ISO 32000-1, 14.8.2.2.2): whoever reads the file can tell it from
# what is only drawn, such as the ground of a table.
HEADER = "/Artifact <</Type/Pagination/Subtype/Header>> BDC"
FOOTER = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"
Rect = tuple[float, float, float, float]  # left, foot, right, top in points


class Surface(Protocol):
    """What text is drawn on: a page, or the place of another person's text in a file."""

    def put_marked(self, code: str) -> None: ...
    def paint(self, code: str) -> None: ...
    def open(self, element: Element) -> str: ...
    def font(self, face: Face) -> str: ...
    def use(self, words: Iterable[Word]) -> None: ...
    def link(self, element: Element, rect: Rect, target: str) -> None: ...
    def bookmark(self, level: int, title: str, top: float) -> None: ...
    def place(self, name: str, left: float, top: float) -> None: ...


def opened(element: Element, mcid: int) -> str:
    """The operator that begins content of an element (ISO 32000-1, 14.6); EMC ends it."""
    return f"/{element.role} <</MCID {mcid}>> BDC"


def painted(code: str, kind: str = ARTIFACT) -> str:
    """Graphics that say nothing (ISO 32000-1, 14.8.2.2)."""
    return f"{kind}\n{code}\nEMC"


def link_of(element: Element, page: int, rect: Rect, target: str) -> Link:
    """The annotation of a link, called as its words are."""
    return Link(page, rect, target, element.title or target)


@dataclass(eq=False)
class Own:
    """The pieces from `start` to `end` of the content of a page (from 0).

    `marks` are the elements of its marked content, of which the first has the MCID
    `first_mark`; `links` its annotations with their elements; `faces` those it is shown
    in, in order. `artifact` is the operator that begins it where it is said elsewhere.
    """

    page: int
    start: int
    first_mark: int
    first_link: int
    end: int = 0
    artifact: str = ""
    marks: list[Element] = field(default_factory=list)
    links: list[tuple[Link, Element]] = field(default_factory=list)
    words: set[Word] = field(default_factory=set)
    faces: dict[Face, None] = field(default_factory=dict)
