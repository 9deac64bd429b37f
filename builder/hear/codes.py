"""From the codes of a font to text (ISO 32000-1, 9.10.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from builder.hear.objects import entries, value_of

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
LARGEST_RANGE = 0x10000
ENCODINGS = {"/MacRomanEncoding": "mac_roman", "/WinAnsiEncoding": "cp1252"}

CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.S)
CODES = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.S)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


class Font(NamedTuple):
    """From character codes, each of `length` bytes, to text."""

    texts: dict[int, str]
    length: int

    def read(self, shown: Any) -> Iterator[str]:
        data = getattr(shown, "original_bytes", b"")
        for start in range(0, len(data), self.length):
            code = int.from_bytes(data[start : start + self.length], "big")
            yield self.texts.get(code, UNKNOWN)


def font_of(value: Any) -> Font:
    font = entries(value)
    stream = value_of(font.get("/ToUnicode"))
    data: bytes = stream.get_data() if hasattr(stream, "get_data") else b""
    wide = font.get("/Subtype") == "/Type0"
    codes = CODES.search(data)
    length = len(codes[1]) // 2 if wide and codes else 2 if wide else 1
    named = {} if wide else _named(font.get("/Encoding"))
    return Font({**named, **_mapped(data)}, length or 1)


def _named(encoding: Any) -> dict[int, str]:
    """What the codes of a simple font say by a named encoding; nothing for one of its own."""
    if isinstance(value_of(encoding), dict):
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
