"""The structure tree: elements made while a handout is composed.

Structure comes from the model; drawing only adds references to marked content.
So the reading order is decided once, where a block is composed, and columns or
page breaks cannot disturb it. The parts of a split paragraph share one element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from builder.notation.fieldnames import FieldKind
from builder.text.faces import Face

# Roles beyond ISO 32000-1, 14.8.4, and the standard role they stand for.
ROLE_MAP = {"Aside": "Sect", "Added": "Span", "Removed": "Span"}


@dataclass(eq=False, slots=True)
class Link:
    """A link annotation: where it is on its page (points), where it leads, what it is called."""

    page: int
    rect: tuple[float, float, float, float]
    target: str
    contents: str


@dataclass(frozen=True, slots=True)
class FormField:
    """What a reader fills in: its name, what is heard at it, how it looks.

    `edge` is the colour of its frame as operands of `RG`, `width` that of the frame in points;
    `mark` the colour of a tick. Words are typed in `size` points of the `face`, in one line
    or `several`, from the right where they run that way.
    """

    name: str
    kind: FieldKind
    tooltip: str
    edge: str
    width: float
    mark: str = "0 0 0"
    face: Face | None = None
    size: float = 0
    several: bool = False
    rtl: bool = False


@dataclass(eq=False, slots=True)
class Widget:
    """The annotation of a form field: where it is on its page (points)."""

    page: int
    rect: tuple[float, float, float, float]
    field: FormField


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree (ISO 32000-1, 14.7.2).

    `kids` are the elements below it in reading order. `content` is what drawing
    adds: (page, MCID) pairs, and inline elements where they were drawn between
    them; `repeats` the pages on which the same is drawn again as an artifact. A Form holds
    one `widget`.
    `attributes` are (owner, PDF entries) pairs. An element that nothing
    was drawn for is left out, unless `keep` says that its place counts (an
    empty table cell).
    """

    role: str
    parent: Element | None = None
    alt: str | None = None
    language: str | None = None
    title: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    keep: bool = False
    inline: bool = False
    kids: list[Element] = field(default_factory=list)
    content: list[tuple[int, int] | Element] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    widget: Widget | None = None
    repeats: list[int] = field(default_factory=list)

    def add(self, role: str, **more: Any) -> Element:
        """A new last kid."""
        kid = Element(role, self, **more)
        self.kids.append(kid)
        return kid

    def beside(self, role: str, **more: Any) -> Element:
        """A new element, next after this one."""
        assert self.parent is not None
        kids = self.parent.kids
        kids.insert(kids.index(self) + 1, Element(role, self.parent, **more))
        return kids[kids.index(self) + 1]

    def span(self, role: str, **more: Any) -> Element:
        """An inline element; it takes its place among the content when it is drawn."""
        return Element(role, self, inline=True, **more)

    def mark(self, page: int, mcid: int) -> None:
        """Notes that the marked content `mcid` of `page` belongs to this element."""
        self._take_place()
        self.content.append((page, mcid))

    def _take_place(self) -> None:
        """Stands among the content of the element it is in, which itself may be inline."""
        if self.inline and not self.content and self.parent is not None:
            self.parent._take_place()
            self.parent.content.append(self)

    def below(self) -> Iterator[Element]:
        """The elements below this one that have something to show, in reading order."""
        yield from (item for item in self.content if isinstance(item, Element))
        yield from (kid for kid in self.kids if kid.shown())

    def pages(self) -> set[int]:
        """The pages, from 0, on which anything of it is seen."""
        found = {*self.repeats, *([self.widget.page] if self.widget else ())}
        for item in self.content:
            found |= item.pages() if isinstance(item, Element) else {item[0]}
        return found.union(*(kid.pages() for kid in self.kids))

    def shown(self) -> bool:
        own = self.keep or bool(self.content) or self.widget is not None
        return own or any(kid.shown() for kid in self.kids)
