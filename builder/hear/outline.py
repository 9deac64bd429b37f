"""The structure tree of a PDF as readable text: what a screen reader is told, in order.

The file may be anybody's, and damaged: what cannot be read is told in one line.
Text comes from ToUnicode maps and ActualText (ISO 32000-1, 9.10.2 and 14.9.4).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from builder.hear.codes import UNKNOWN
from builder.hear.damaged import silence, told_as
from builder.hear.marked import Content, Spot
from builder.hear.objects import entries, object_number, several, value_of
from builder.source.inline import SOFT_HYPHEN

INLINE = {"/Link", "/Span", "/Added", "/Removed"}
MOST_DEEP = 100


class NotTagged(ValueError):
    """The file is not a PDF with a structure tree that can be read."""


def outline(pdf: bytes, password: str = "") -> str:
    """One line an element, indented by depth: its role, its words, what describes it.

    Raises NotTagged, also for a file that the password does not open.
    """
    with silence(), told_as(NotTagged, "the file cannot be read as a PDF"):
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted and not reader.decrypt(password):
            raise NotTagged("the file is encrypted")
        lines = _Tree(reader).lines()
    return "\n".join(lines) + "\n"


# -- the tree


class _Tree:
    """Walks the structure tree; each element is reached once, or it is no tree."""

    def __init__(self, reader: PdfReader) -> None:
        self.reader = reader
        self.pages = {object_number(page.indirect_reference): page for page in reader.pages}
        self.said: dict[int, dict[Spot, str]] = {}
        self.seen: set[int] = set()

    def lines(self) -> list[str]:
        root = self.reader.root_object.get("/StructTreeRoot")
        if root is None:
            raise NotTagged("the file has no structure tree")
        kids = several(entries(root).get("/K"))
        if not kids:
            raise NotTagged("the structure tree is empty")
        return [line for kid in kids for line in self._lines(kid, 0, 0)]

    def _lines(self, kid: Any, page: int, depth: int) -> Iterator[str]:
        """The line of an element and those of the block elements below it."""
        element = self._element(kid, depth)
        text, blocks = self._text(element, page, depth)
        line = "  " * depth + _role(element)
        notes = [
            f"{key[1:].lower()}: {element[key]}" for key in ("/Alt", "/Lang") if key in element
        ]
        if notes:
            line += f" [{', '.join(notes)}]"
        words = " ".join(text.replace(SOFT_HYPHEN, "").split())  # ISO 32000-1, 14.8.2.2.3
        yield f"{line}: {words}" if words else line
        for block in blocks:
            yield from self._lines(block, _page(element, page), depth + 1)

    def _element(self, kid: Any, depth: int) -> dict[str, Any]:
        number = object_number(kid)
        if number in self.seen:
            raise NotTagged(f"the structure tree is no tree: object {number} is reached twice")
        if depth > MOST_DEEP:
            raise NotTagged(f"the structure tree is more than {MOST_DEEP} elements deep")
        if number:
            self.seen.add(number)
        return entries(kid)

    def _text(self, element: dict[str, Any], page: int, depth: int) -> tuple[str, list[Any]]:
        """The words an element shows itself, inline elements in braces; and its block elements."""
        words, blocks, page = "", [], _page(element, page)
        for kid in several(element.get("/K")):
            values = entries(kid)
            if isinstance(mcid := value_of(kid), int):
                words += self._heard(page, (0, mcid))
            elif values.get("/Type") == "/MCR":
                stream = object_number(values.get("/Stm"))
                words += self._heard(_page(values, page), (stream, values.get("/MCID")))
            elif values.get("/Type") == "/OBJR":
                words += str(entries(values.get("/Obj")).get("/TU", ""))  # of a form field
            elif value_of(kid) is None:
                continue
            elif values.get("/S") in INLINE:
                inner, more = self._text(self._element(kid, depth + 1), page, depth + 1)
                said = f" [lang: {values['/Lang']}]" if "/Lang" in values else ""
                words += f"{{{_role(values)}{said}: {inner.rstrip()}}}"
                words += " " * (inner != inner.rstrip())
                blocks += more
            else:
                blocks.append(kid)
        return str(element.get("/ActualText", words)), blocks

    def _heard(self, page: int, spot: tuple[int, Any]) -> str:
        """The text of marked content; a mention of what is not there is an unknown character."""
        if page in self.pages and page not in self.said:
            place = list(self.pages).index(page) + 1
            with told_as(NotTagged, f"page {place} cannot be read"):
                self.said[page] = Content(self.reader).read(self.pages[page])
        return self.said.get(page, {}).get(spot, UNKNOWN)


def _role(element: dict[str, Any]) -> str:
    return str(element.get("/S", "/?"))[1:]


def _page(element: dict[str, Any], otherwise: int) -> int:
    """The object number of an element's page, that of the one above it by default."""
    return object_number(element.get("/Pg")) or otherwise
