"""What each marked content of a page says: ToUnicode maps and ActualText."""

from __future__ import annotations

from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ContentStream

from builder.hear.codes import Font, font_of
from builder.hear.objects import entries, object_number, value_of

MOST_DEEP = 100

Spot = tuple[int, Any]  # form XObject (0 for the page itself), MCID


class Mark(NamedTuple):
    """An open marked-content sequence: whose it is, whether its glyphs are to be read, and how."""

    spot: Spot | None = None
    muted: bool = False
    turned: bool = False


class Content:
    """Reads what each marked content of a page says."""

    def __init__(self, reader: PdfReader) -> None:
        self.reader = reader
        self.said: dict[Spot, str] = {}
        self.marks = [Mark()]
        self.font = Font({}, 1)

    def read(self, page: Any) -> dict[Spot, str]:
        self._stream(page.get_contents(), 0, entries(page.get("/Resources")), 0)
        return self.said

    def _stream(self, stream: Any, owner: int, resources: dict[str, Any], depth: int) -> None:
        fonts = {name: font_of(font) for name, font in entries(resources.get("/Font")).items()}
        kept, open_ = [], len(self.marks)
        for operands, operator in ContentStream(stream, self.reader).operations:
            if operator in (b"BDC", b"BMC"):
                self._begin(operands, owner, entries(resources.get("/Properties")))
            elif operator == b"EMC" and len(self.marks) > open_:
                self.marks.pop()
            elif operator == b"Tf" and operands:
                self.font = fonts.get(operands[0], Font({}, 1))
            elif operator == b"q":
                kept.append(self.font)
            elif operator == b"Q" and kept:
                self.font = kept.pop()
            elif operator in (b"Tj", b"TJ", b"'", b'"') and operands:
                self._show(operands[0] if operator == b"TJ" else operands[-1:])
            elif operator == b"Do" and operands and depth < MOST_DEEP:
                self._do(entries(resources.get("/XObject")).get(operands[0]), resources, depth)
        del self.marks[open_:]

    def _do(self, painted: Any, outer: dict[str, Any], depth: int) -> None:
        values = entries(painted)
        if values.get("/Subtype") == "/Form":
            resources = entries(values.get("/Resources")) or outer
            self._stream(value_of(painted), object_number(painted), resources, depth + 1)

    def _begin(self, operands: list[Any], owner: int, named: dict[str, Any]) -> None:
        listed = operands[1] if len(operands) > 1 else None
        own = entries(named.get(str(listed), listed))
        mcid, actual = own.get("/MCID"), own.get("/ActualText")
        spot, muted, turned = self.marks[-1]
        if operands[:1] == ["/Artifact"]:
            spot = None
        elif mcid is not None:
            spot = (owner, mcid)
            self.said.setdefault(spot, "")
        turned = turned or operands[:1] == ["/ReversedChars"]
        if actual is not None and not muted and spot is not None:
            self.said[spot] += str(actual)
        self.marks.append(Mark(spot, muted or actual is not None, turned))

    def _show(self, strings: Any) -> None:
        """The characters of reversed strings stand in the reverse of their order.

        The strings stand in order (ISO 32000-1, 14.8.2.3.3).
        """
        spot, muted, turned = self.marks[-1]
        if spot is not None and not muted:
            said = [text for string in strings for text in self.font.read(string)]
            self.said[spot] += "".join(reversed(said) if turned else said)
