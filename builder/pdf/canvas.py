"""The canvas our pages are drawn on: every mark is tagged content or an artifact.

It is ReportLab's canvas, on which its flowables can draw; but what is drawn
goes through `put_marked` and `paint`, and a page is refused that has text
outside of marked content. Pages are kept until the end, when their number is
known, and are then written by `pdf.write`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from builder.pdf.own import ARTIFACT, Own, Rect, link_of, opened, painted
from builder.pdf.tags import Element, FormField, Link, Widget
from builder.text.faces import Face
from builder.text.shape import Word

PAINTS = re.compile(r"(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|Do|sh)(?=\s|$)")
SHOWS = re.compile(r"(?:Tj|TJ|'|\")(?=\s|$)")


class Marked(str):
    """Content that brings its own marks."""

    __slots__ = ()


class UntaggedText(AssertionError):
    """Text was drawn outside of marked content: nobody could hear it."""


@dataclass(frozen=True)
class Scope:
    """Whose places a name means: those of its `own` part of the file, else of one that it shares.

    Several handouts in a file call their headings alike.
    """

    own: str = ""
    shared: str = ""


@dataclass(eq=False)
class Page:
    """A page as drawn: content, and the element of each MCID.

    Its size and how far colour goes on beyond its edges (`bleed`) are in points.
    """

    index: int
    size: tuple[float, float] = (0.0, 0.0)
    bleed: float = 0.0
    scope: Scope = Scope()
    code: list[str] = field(default_factory=list)
    marks: list[Element] = field(default_factory=list)
    links: list[tuple[Link, Element]] = field(default_factory=list)
    owns: list[Own] = field(default_factory=list)


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: where it leads (page index, distance from the foot in points)."""

    level: int
    title: str
    page: int
    top: float


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Collects pages, fonts, links and bookmarks of one file.

    Its pages have the `bleed` and the `scope` that are set while they are drawn.
    """

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.fonts: dict[Face, str] = {}
        self.words: set[Word] = set()
        self.pictures: dict[str, tuple[str, bytes]] = {}
        self.bookmarks: list[Bookmark] = []
        self.places: dict[str, tuple[int, float, float]] = {}
        self.bleed = 0.0
        self.scope = Scope()
        self._artifact = ""
        self._own: Own | None = None
        self._code: list[str] = []
        self.state_stack: list[Any] = []
        super().__init__(io.BytesIO(), pageCompression=0, invariant=1)
        self._next_page()

    def _make_preamble(self) -> None:
        # ReportLab's names a font in every page, embedded or not.
        self._preamble = ""

    def _next_page(self) -> None:
        self.page = Page(len(self.pages))

    # -- what flowables use

    def put_marked(self, code: str) -> None:
        """Adds content in which everything that shows is marked, by `open` and EMC."""
        self._code.append(Marked(code))

    def open(self, element: Element) -> str:
        """The operator that begins content of `element` on this page; end it with EMC."""
        if self._artifact:
            element.repeats.append(self.page.index)
            return self._artifact
        mcid = len(self.page.marks)
        self.page.marks.append(element)
        element.mark(self.page.index, mcid)
        return opened(element, mcid)

    def paint(self, code: str) -> None:
        """Adds graphics that say nothing: rules, grounds, icons (ISO 32000-1, 14.8.2.2)."""
        self._code.append(Marked(painted(code, self._artifact or ARTIFACT)))

    @contextmanager
    def artifact(self, kind: str = ARTIFACT) -> Iterator[None]:
        """What is drawn inside is an artifact: the second showing of a table's header."""
        before, self._artifact = self._artifact, kind
        try:
            yield
        finally:
            self._artifact = before

    @contextmanager
    def own(self) -> Iterator[Own]:
        """What is drawn inside is true of one person only: in other copies it is other words."""
        before, page = self.words, self.page
        own = Own(page.index, len(self._code), len(page.marks), len(page.links))
        own.artifact = self._artifact
        page.owns.append(own)
        self.words, self._own = own.words, own
        try:
            yield own
        finally:
            self.words, self._own = before, None
        own.end = len(self._code)
        own.marks = page.marks[own.first_mark :]
        own.links = page.links[own.first_link :]

    def font(self, face: Face) -> str:
        """The name under which this document's pages know the face."""
        if self._own is not None:
            self._own.faces.setdefault(face)
        return self.fonts.setdefault(face, face.resource)

    def use(self, words: Iterable[Word]) -> None:
        """Notes the words that were shown, for the subsets."""
        self.words.update(words)

    def picture(self, digest: str, entries: str, data: bytes) -> str:
        """The name of an image XObject; the same picture is written once."""
        if digest not in self.pictures:
            self.pictures[digest] = (entries, data)
        return f"I{list(self.pictures).index(digest) + 1}"

    def link(self, element: Element, rect: Rect, target: str) -> None:
        """A link annotation over `rect` (points); its element gets the object reference."""
        if not self._artifact:
            link = link_of(element, self.page.index, rect, target)
            element.links.append(link)
            self.page.links.append((link, element))

    def fill_in(self, element: Element, rect: Rect, field: FormField) -> None:
        """A form field over `rect` (points), for a Form element that has none yet.

        Where the same is shown again, there is only what is painted.
        """
        if not self._artifact:
            assert element.role == "Form" and element.widget is None
            element.widget = Widget(self.page.index, rect, field)

    def bookmark(self, level: int, title: str, top: float) -> None:
        if not self._artifact:
            self.bookmarks.append(Bookmark(level, title, self.page.index, top))

    def place(self, name: str, left: float, top: float) -> None:
        """A place that links inside the document can lead to."""
        self.places.setdefault(self.scope.own + name, (self.page.index, left, top))

    def place_of(self, link: Link) -> tuple[int, float, float]:
        """The place that a link leads to: page index, left and top in points."""
        scope = self.pages[link.page].scope
        own = self.places.get(scope.own + link.target)
        return own or self.places[scope.shared + link.target]

    def showPage(self) -> None:
        """Ends the page, which is as large as was said since it began."""
        width, height = self._pagesize
        self.page.size = (float(width), float(height))
        self.page.bleed, self.page.scope = self.bleed, self.scope
        self.page.code = marked(self._code)
        self.pages.append(self.page)
        self._pageNumber += 1
        self._code = []
        self.init_graphics_state()
        self.state_stack = []
        self._next_page()


def marked(code: list[str]) -> list[str]:
    """The content of a page with everything that stands outside of marks made an artifact.

    Raises UntaggedText when text stands there.
    """
    out: list[str] = []
    for piece in code:
        if isinstance(piece, Marked):
            out.append(piece)
        elif SHOWS.search(piece):
            raise UntaggedText(piece[:200])
        else:
            out.append(painted(piece) if PAINTS.search(piece) else piece)
    return out
