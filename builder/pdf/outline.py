"""The structure tree of a built PDF as readable text: what a screen reader is told, in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream

BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


class NotTagged(ValueError):
    """The file is not a PDF with a structure tree."""


def outline(pdf: bytes) -> str:
    """One line an element, indented by depth: its role, its words, what describes it.

    Raises NotTagged.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf))
        tree = reader.root_object.get("/StructTreeRoot")
        if tree is None:
            raise NotTagged("the file has no structure tree")
        said = {page.indirect_reference.idnum: _said(page, reader) for page in reader.pages}  # type: ignore[union-attr]
        lines = [line for kid in _list(tree["/K"]) for line in _lines(kid, said, None, 0)]
    except PyPdfError as error:
        raise NotTagged(f"the file cannot be read as a PDF: {error}") from None
    return "\n".join(lines) + "\n"


Said = dict[int, dict[int, str]]  # page object -> MCID -> text


def _lines(node: Any, said: Said, page: int | None, depth: int) -> Iterator[str]:
    """The line of an element and those of the block elements below it."""
    element = node.get_object()
    text, blocks = _text(element, said, _page(element, page))
    line = "  " * depth + str(element["/S"])[1:]
    notes = [f"{key[1:].lower()}: {element[key]}" for key in ("/Alt", "/Lang") if key in element]
    if notes:
        line += f" [{', '.join(notes)}]"
    words = " ".join(text.split())
    yield f"{line}: {words}" if words else line
    for block in blocks:
        yield from _lines(block, said, _page(element, page), depth + 1)


INLINE = {"/Link", "/Span"}


def _text(element: Any, said: Said, page: int | None) -> tuple[str, list[Any]]:
    """The words an element shows itself, inline elements in braces; and its block elements."""
    words, blocks = "", []
    for kid in _list(element.get("/K", [])):
        value = kid.get_object()
        if isinstance(value, int):
            words += said[page].get(value, "") if page is not None else ""
        elif value.get("/Type") == "/MCR":
            words += said[_page(value, page) or 0].get(value["/MCID"], "")
        elif value.get("/Type") == "/OBJR":
            continue
        elif value["/S"] in INLINE:
            inner, _ = _text(value, said, _page(value, page))
            words += f"{{{value['/S'][1:]}: {inner.rstrip()}}}" + " " * (inner != inner.rstrip())
        else:
            blocks.append(value)
    return words, blocks


def _list(kids: Any) -> list[Any]:
    kids = kids.get_object()
    return list(kids) if isinstance(kids, list) else [kids]


def _page(element: Any, otherwise: int | None) -> int | None:
    return element.raw_get("/Pg").idnum if "/Pg" in element else otherwise


def _said(page: Any, reader: PdfReader) -> dict[int, str]:
    """The text of each marked content of a page, through the fonts' maps and ActualText."""
    fonts = {
        name: _map(font.get_object())
        for name, font in page["/Resources"].get_object().get("/Font", {}).items()
    }
    found: dict[int, str] = {}
    stack: list[tuple[int | None, bool]] = []
    font: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            entries = operands[1] if operator == b"BDC" and isinstance(operands[1], dict) else {}
            mcid, actual = entries.get("/MCID"), entries.get("/ActualText")
            inherited, muted = stack[-1] if stack else (None, False)
            mcid = inherited if mcid is None else int(mcid)
            if actual is not None and not muted and mcid is not None:
                found[mcid] = found.get(mcid, "") + str(actual)
            stack.append(
                (None if operands[0] == "/Artifact" else mcid, muted or actual is not None)
            )
        elif operator == b"EMC" and stack:
            stack.pop()
        elif operator == b"Tf":
            font = fonts.get(operands[0], {})
        elif operator in (b"Tj", b"TJ") and stack and stack[-1][0] is not None and not stack[-1][1]:
            shown = operands[0] if operator == b"TJ" else operands
            mcid = stack[-1][0]
            found[mcid] = found.get(mcid, "") + "".join(_decoded(s, font) for s in shown)
    return found


def _decoded(shown: Any, font: dict[int, str]) -> str:
    data = getattr(shown, "original_bytes", b"")
    codes = (int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2))
    return "".join(font.get(code, "\ufffd") for code in codes)


def _map(font: Any) -> dict[int, str]:
    """Glyph to text, of a Type 0 font with two-byte codes."""
    data = font["/ToUnicode"].get_object().get_data() if "/ToUnicode" in font else b""
    body = b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S))
    return {
        int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in BFCHAR.findall(body)
    }
