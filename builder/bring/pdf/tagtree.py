"""The structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8), with standard roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.bring.pdf.pdffile import PdfFile, Spot
from builder.hear.objects import entries, object_number, several, value_of

MOST_DEEP = 100
INLINE = {
    "Span", "Link", "Em", "Strong", "Quote", "Code", "Reference", "BibEntry", "Annot", "NonStruct",
    "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Added", "Removed",
}  # fmt: skip
BOXES = {"Aside", "BlockQuote", "Textbox", "TextBox"}


@dataclass(frozen=True)
class Tag:
    """An element: its role, what describes it, and its kids in reading order.

    A kid that is a `Spot` is marked content on a page. `href` is where a link leads.
    """

    role: str
    kids: tuple[Tag | Spot, ...] = ()
    alt: str | None = None
    href: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)  # of its attributes: /ColSpan, /BBox

    def spots(self) -> Iterator[Spot]:
        """All marked content of it and below it."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.spots()
            else:
                yield kid


def tags_of(file: PdfFile) -> tuple[Tag, ...]:
    """The elements at the top of the structure of a file; none where it has no structure."""
    root = entries(file.reader.root_object.get("/StructTreeRoot"))
    tree = _Tree(file, {k[1:]: str(v)[1:] for k, v in entries(root.get("/RoleMap")).items()})
    return tuple(tree.tags(root.get("/K"), None, 0))


class _Tree:
    """Reads elements; each is reached once, whatever a damaged file says."""

    def __init__(self, file: PdfFile, roles: dict[str, str]) -> None:
        self.pages = {
            object_number(page.indirect_reference): number
            for number, page in enumerate(file.reader.pages)
        }
        self.roles, self.seen = roles, set[int]()

    def tags(self, kids: Any, page: int | None, depth: int) -> Iterator[Tag]:
        for kid in several(kids):
            if (made := self._tag(kid, page, depth)) is not None:
                yield made

    def _tag(self, kid: Any, page: int | None, depth: int) -> Tag | None:
        number, values = object_number(kid), entries(kid)
        if number in self.seen or depth > MOST_DEEP or "/S" not in values:
            return None
        if number:
            self.seen.add(number)
        page = self._page(values, page)
        kids: list[Tag | Spot] = []
        href = ""
        for each in several(values.get("/K")):
            inner = entries(each)
            mcid = value_of(each)
            if isinstance(mcid, int):
                if page is not None:
                    kids.append((page, mcid, False))
            elif inner.get("/Type") == "/MCR":
                on, mcid = self._page(inner, page), inner.get("/MCID")
                if isinstance(on, int) and isinstance(mcid, int):
                    kids.append((on, mcid, "/Stm" in inner))
            elif inner.get("/Type") == "/OBJR":
                href = href or _address(inner)
            elif (tag := self._tag(each, page, depth + 1)) is not None:
                kids.append(tag)
        alt = values.get("/Alt")
        role = self._role(str(values["/S"])[1:])
        said = None if alt is None else str(alt)
        return Tag(role, tuple(kids), said, href, _attributes(values))

    def _page(self, values: dict[str, Any], otherwise: int | None) -> int | None:
        return self.pages.get(object_number(values.get("/Pg")), otherwise)

    def _role(self, name: str) -> str:
        """A role of the standard for one of the file's own; boxes keep the name they have."""
        for _ in range(8):
            if name in BOXES or name not in self.roles:
                break
            name = self.roles[name]
        return name


def _address(reference: dict[str, Any]) -> str:
    action = entries(entries(reference.get("/Obj")).get("/A"))
    return str(action.get("/URI", "")).strip() if action.get("/S") == "/URI" else ""


def _attributes(values: dict[str, Any]) -> dict[str, Any]:
    """What an element says of itself, one key each, whichever owner says it."""
    found: dict[str, Any] = {}
    for each in several(values.get("/A")):
        found.update({key: value_of(value) for key, value in entries(each).items()})
    return found
