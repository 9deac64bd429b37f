"""The structure tree of a PDF as readable text: what a screen reader is told, in order.

The file may be anybody's, and damaged: what cannot be read is told in one line.
Text comes from ToUnicode maps and ActualText (ISO 32000-1, 9.10.2 and 14.9.4).
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

INLINE = {"/Link", "/Span"}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
MOST_DEEP = 100
LARGEST_RANGE = 0x10000
ENCODINGS = {"/MacRomanEncoding": "mac_roman", "/WinAnsiEncoding": "cp1252"}

CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.S)
CODES = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.S)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


class NotTagged(ValueError):
    """The file is not a PDF with a structure tree that can be read."""


def outline(pdf: bytes) -> str:
    """One line an element, indented by depth: its role, its words, what describes it.

    Raises NotTagged.
    """
    with _silence(), _reading("the file cannot be read as a PDF"):
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotTagged("the file is encrypted")
        lines = _Tree(reader).lines()
    return "\n".join(lines) + "\n"


@contextmanager
def _silence() -> Iterator[None]:
    """Keeps pypdf from logging what it repairs."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextmanager
def _reading(failure: str) -> Iterator[None]:
    """Tells in one line what went wrong: for a damaged file pypdf raises all kinds of errors."""
    try:
        yield
    except NotTagged:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise NotTagged(f"{failure}: {reason}") from None


# -- the tree


class _Tree:
    """Walks the structure tree; each element is reached once, or it is no tree."""

    def __init__(self, reader: PdfReader) -> None:
        self.reader = reader
        self.pages = {_number(page.indirect_reference): page for page in reader.pages}
        self.said: dict[int, dict[Spot, str]] = {}
        self.seen: set[int] = set()

    def lines(self) -> list[str]:
        root = self.reader.root_object.get("/StructTreeRoot")
        if root is None:
            raise NotTagged("the file has no structure tree")
        kids = _several(_entries(root).get("/K"))
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
        words = " ".join(text.split())
        yield f"{line}: {words}" if words else line
        for block in blocks:
            yield from self._lines(block, _page(element, page), depth + 1)

    def _element(self, kid: Any, depth: int) -> dict[str, Any]:
        number = _number(kid)
        if number in self.seen:
            raise NotTagged(f"the structure tree is no tree: object {number} is reached twice")
        if depth > MOST_DEEP:
            raise NotTagged(f"the structure tree is more than {MOST_DEEP} elements deep")
        if number:
            self.seen.add(number)
        return _entries(kid)

    def _text(self, element: dict[str, Any], page: int, depth: int) -> tuple[str, list[Any]]:
        """The words an element shows itself, inline elements in braces; and its block elements."""
        words, blocks, page = "", [], _page(element, page)
        for kid in _several(element.get("/K")):
            values = _entries(kid)
            if isinstance(mcid := _object(kid), int):
                words += self._heard(page, (0, mcid))
            elif values.get("/Type") == "/MCR":
                stream = _number(values.get("/Stm"))
                words += self._heard(_page(values, page), (stream, values.get("/MCID")))
            elif values.get("/Type") == "/OBJR" or _object(kid) is None:
                continue
            elif values.get("/S") in INLINE:
                inner, more = self._text(self._element(kid, depth + 1), page, depth + 1)
                words += f"{{{_role(values)}: {inner.rstrip()}}}" + " " * (inner != inner.rstrip())
                blocks += more
            else:
                blocks.append(kid)
        return str(element.get("/ActualText", words)), blocks

    def _heard(self, page: int, spot: tuple[int, Any]) -> str:
        """The text of marked content; a mention of what is not there is an unknown character."""
        if page in self.pages and page not in self.said:
            place = list(self.pages).index(page) + 1
            with _reading(f"page {place} cannot be read"):
                self.said[page] = _Content(self.reader).read(self.pages[page])
        return self.said.get(page, {}).get(spot, UNKNOWN)


def _role(element: dict[str, Any]) -> str:
    return str(element.get("/S", "/?"))[1:]


def _page(element: dict[str, Any], otherwise: int) -> int:
    """The object number of an element's page, that of the one above it by default."""
    return _number(element.get("/Pg")) or otherwise


# -- values, as they come


def _object(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _entries(value: Any) -> dict[str, Any]:
    """The entries of a dictionary or stream, with references where they lead to more than a value.

    Empty for anything else.
    """
    found = _object(value)
    if not isinstance(found, DictionaryObject):
        return {}
    pairs = ((key, found.raw_get(key), _object(found.raw_get(key))) for key in found)
    return {key: raw if isinstance(end, dict | list) else end for key, raw, end in pairs}


def _several(value: Any) -> list[Any]:
    """An entry that is one thing or an array of them, as /K is."""
    found = _object(value)
    return list(found) if isinstance(found, list) else [] if found is None else [value]


def _number(value: Any) -> int:
    """The number of an indirect object; 0 for anything else."""
    return value.idnum if isinstance(value, IndirectObject) else 0


# -- what pages say

Spot = tuple[int, Any]  # form XObject (0 for the page itself), MCID


class Mark(NamedTuple):
    """An open marked-content sequence: whose it is, whether its glyphs are to be read, and how."""

    spot: Spot | None = None
    muted: bool = False
    turned: bool = False


class _Content:
    """Reads what each marked content of a page says."""

    def __init__(self, reader: PdfReader) -> None:
        self.reader = reader
        self.said: dict[Spot, str] = {}
        self.marks = [Mark()]
        self.font = Font({}, 1)

    def read(self, page: Any) -> dict[Spot, str]:
        self._stream(page.get_contents(), 0, _entries(page.get("/Resources")), 0)
        return self.said

    def _stream(self, stream: Any, owner: int, resources: dict[str, Any], depth: int) -> None:
        fonts = {name: _font(font) for name, font in _entries(resources.get("/Font")).items()}
        kept, open_ = [], len(self.marks)
        for operands, operator in ContentStream(stream, self.reader).operations:
            if operator in (b"BDC", b"BMC"):
                self._begin(operands, owner, _entries(resources.get("/Properties")))
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
                self._do(_entries(resources.get("/XObject")).get(operands[0]), resources, depth)
        del self.marks[open_:]

    def _do(self, painted: Any, outer: dict[str, Any], depth: int) -> None:
        values = _entries(painted)
        if values.get("/Subtype") == "/Form":
            resources = _entries(values.get("/Resources")) or outer
            self._stream(_object(painted), _number(painted), resources, depth + 1)

    def _begin(self, operands: list[Any], owner: int, named: dict[str, Any]) -> None:
        listed = operands[1] if len(operands) > 1 else None
        entries = _entries(named.get(str(listed), listed))
        mcid, actual = entries.get("/MCID"), entries.get("/ActualText")
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


class Font(NamedTuple):
    """From character codes, each of `length` bytes, to text."""

    texts: dict[int, str]
    length: int

    def read(self, shown: Any) -> Iterator[str]:
        data = getattr(shown, "original_bytes", b"")
        for start in range(0, len(data), self.length):
            code = int.from_bytes(data[start : start + self.length], "big")
            yield self.texts.get(code, UNKNOWN)


def _font(value: Any) -> Font:
    font = _entries(value)
    stream = _object(font.get("/ToUnicode"))
    data: bytes = stream.get_data() if hasattr(stream, "get_data") else b""
    wide = font.get("/Subtype") == "/Type0"
    codes = CODES.search(data)
    length = len(codes[1]) // 2 if wide and codes else 2 if wide else 1
    named = {} if wide else _named(font.get("/Encoding"))
    return Font({**named, **_mapped(data)}, length or 1)


def _named(encoding: Any) -> dict[int, str]:
    """What the codes of a simple font say by a named encoding; nothing for one of its own."""
    if isinstance(_object(encoding), dict):
        return {}
    codec = ENCODINGS.get(str(encoding), "ascii")
    return {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}


def _mapped(cmap: bytes) -> dict[int, str]:
    """A ToUnicode map (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for block in CHARS.findall(cmap):
        found.update({int(code, 16): _utf16(text) for code, text in PAIR.findall(block)})
    for block in RANGES.findall(cmap):
        for first, last, start, listed in RANGE.findall(block):
            codes = range(int(first, 16), int(last, 16) + 1)[:LARGEST_RANGE]
            if listed:
                found.update(zip(codes, map(_utf16, HEX.findall(listed)), strict=False))
            elif text := _utf16(start):
                last_letter = ord(text[-1])
                found.update({c: text[:-1] + chr(last_letter + i) for i, c in enumerate(codes)})
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
