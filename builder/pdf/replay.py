"""A surface on which one person's text takes the place of another's, in a file that stands."""

from __future__ import annotations

from collections.abc import Iterable

from builder.pdf.own import ARTIFACT, Own, Rect, link_of, opened, painted
from builder.pdf.tags import Element, Link
from builder.text.faces import Face
from builder.text.shape import Word


class Unlike(Exception):
    """A copy is laid out or built otherwise than the one it was to be made from."""


class Replay:
    """Draws what stands for `own`: with the same marks, links and faces, in the same order.

    `pairs` say which element of the file each element of the new text stands for; the
    parts of a text that is split share them. All methods raise Unlike for what has no place.
    """

    def __init__(self, own: Own, pairs: dict[Element, Element]) -> None:
        self.own = own
        self.code: list[str] = []
        self.words: set[Word] = set()
        self.links: list[Link] = []
        self._pairs = pairs
        self._faces: dict[Face, None] = {}
        self._opened = 0

    def put_marked(self, code: str) -> None:
        self.code.append(code)

    def paint(self, code: str) -> None:
        self.code.append(painted(code, self.own.artifact or ARTIFACT))

    def open(self, element: Element) -> str:
        if self.own.artifact:
            return self.own.artifact
        if self._opened == len(self.own.marks):
            raise Unlike
        self._pair(element, self.own.marks[self._opened])
        mcid = self.own.first_mark + self._opened
        self._opened += 1
        return opened(element, mcid)

    def font(self, face: Face) -> str:
        self._faces.setdefault(face)
        return face.resource

    def use(self, words: Iterable[Word]) -> None:
        self.words.update(words)

    def link(self, element: Element, rect: Rect, target: str) -> None:
        if self.own.artifact:
            return
        if len(self.links) == len(self.own.links) or target.startswith("#"):
            raise Unlike
        self._pair(element, self.own.links[len(self.links)][1])
        self.links.append(link_of(element, self.own.page, rect, target))

    def bookmark(self, level: int, title: str, top: float) -> None:
        raise Unlike

    def place(self, name: str, left: float, top: float) -> None:
        raise Unlike

    def finish(self) -> None:
        """Raises Unlike where less was drawn than what it stands for."""
        drawn = self._opened, len(self.links), [*self._faces]
        if drawn != (len(self.own.marks), len(self.own.links), [*self.own.faces]):
            raise Unlike

    def _pair(self, element: Element, before: Element) -> None:
        """Notes that an element stands for one of the file; inline ones are made anew."""
        if self._pairs.setdefault(element, before) is not before:
            raise Unlike
        if element is before:
            return
        if not (element.inline and before.inline) or kind_of(element) != kind_of(before):
            raise Unlike
        if sum(each is before for each in self._pairs.values()) > 1:
            raise Unlike
        assert element.parent and before.parent
        self._pair(element.parent, before.parent)


def kind_of(element: Element) -> tuple[object, ...]:
    """What the file says of an inline element."""
    return element.role, element.alt, element.language, element.attributes
