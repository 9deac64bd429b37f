"""Fonts as a reader of text sees them: from character codes to Unicode.

Follows ISO 32000-1, 9.10.2: the ToUnicode map comes first, then the named
encodings. Nothing is guessed; a code without Unicode becomes U+FFFD.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pikepdf

from .objects import DIRECT, Key, array, entries, key_of, name

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# ISO 14289-1, 7.21.7: values that say nothing.
SAYS_NOTHING = ("", "\0", "\ufeff", "\ufffe")
NAMED_ENCODINGS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}

# ISO 32000-1, tables 111, 112, 116, 117, 121 and 122.
_SIMPLE = ("BaseFont", "FirstChar", "LastChar", "Widths", "FontDescriptor")
_CID = ("BaseFont", "CIDSystemInfo", "FontDescriptor", "W")
REQUIRED = {
    "Type0": ("BaseFont", "Encoding", "DescendantFonts"),
    "Type1": _SIMPLE,
    "MMType1": _SIMPLE,
    "TrueType": _SIMPLE,
    "Type3": ("FontBBox", "FontMatrix", "CharProcs", "Encoding", "FirstChar", "LastChar", "Widths"),
    "CIDFontType0": _CID,
    "CIDFontType2": (*_CID, "CIDToGIDMap"),
    "CIDSystemInfo": ("Registry", "Ordering", "Supplement"),
    "FontDescriptor": (
        "FontName", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV",
    ),
}  # fmt: skip

_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.S)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.S
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


class UnicodeMap(dict[int, str]):
    """Character codes and their text; every other code is U+FFFD."""

    def __missing__(self, code: int) -> str:
        return UNKNOWN


@dataclass(frozen=True)
class Font:
    """A font resource. `wide` fonts have two bytes a code (ISO 32000-1, 9.7.5)."""

    name: str
    wide: bool
    unicode: UnicodeMap
    embedded: bool
    mapped: bool
    readable: bool
    missing: tuple[str, ...]

    def codes(self, shown: bytes) -> tuple[int, ...]:
        if not self.wide:
            return tuple(shown)
        count = len(shown) // 2
        return struct.unpack(f">{count}H", shown[: 2 * count])

    def text(self, codes: tuple[int, ...]) -> str:
        return "".join([self.unicode[code] for code in codes])

    def faults(self) -> list[str]:
        """What ISO 14289-1, 7.21 asks of every font in the file: whole, embedded, readable."""
        found = []
        if self.embedded and self.missing:
            found.append(f"font {self.name} lacks {' '.join(self.missing)}")
        if not self.embedded:
            found.append(f"font {self.name} is not embedded")
        if not self.mapped:
            found.append(f"font {self.name} has no ToUnicode")
        if not self.readable:
            found.append(f"font {self.name} has an encoding this judge cannot read")
        empty = [code for code, text in self.unicode.items() if text in SAYS_NOTHING]
        if empty:
            found.append(f"font {self.name}: ToUnicode says nothing for codes {empty[:5]}")
        return found


def read_font(font: Any) -> Font:
    values = entries(font)
    wide = name(values.get("/Subtype")) == "Type0"
    encoding = name(values.get("/Encoding"))
    stream = values.get("/ToUnicode")
    unicode = _named(encoding)
    if isinstance(stream, pikepdf.Stream):
        unicode = parse_to_unicode(stream.read_bytes())
    return Font(
        name=name(values.get("/BaseFont")) or name(values.get("/Name")) or "?",
        wide=wide,
        unicode=unicode,
        embedded=_is_embedded(values),
        mapped=bool(unicode),
        readable=not wide or encoding in ("Identity-H", "Identity-V"),
        missing=tuple(sorted(_missing(values))),
    )


def _missing(font: dict[str, Any]) -> set[str]:
    """Required entries that are not there; without widths, viewers set the glyphs at will."""
    kind = name(font.get("/Subtype"))
    missing = set(REQUIRED.get(kind, ("Subtype",))) - _keys(font)
    if kind == "Type0":
        for descendant in map(entries, array(font.get("/DescendantFonts"))):
            missing |= _missing(descendant)
            missing |= set(REQUIRED["CIDSystemInfo"]) - _keys(descendant.get("/CIDSystemInfo"))
    if kind not in ("Type0", "Type3"):
        missing |= set(REQUIRED["FontDescriptor"]) - _keys(font.get("/FontDescriptor"))
    return missing


def _keys(value: Any) -> set[str]:
    return {key[1:] for key in (value if isinstance(value, dict) else entries(value))}


def _is_embedded(font: dict[str, Any]) -> bool:
    """Type 3 fonts are always in the file; others need a font program (ISO 32000-1, 9.9)."""
    kind = name(font.get("/Subtype"))
    if kind == "Type3":
        return True
    if kind == "Type0":
        descendants = array(font.get("/DescendantFonts"))
        return bool(descendants) and _is_embedded(entries(descendants[0]))
    descriptor = entries(font.get("/FontDescriptor"))
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@lru_cache(maxsize=8)
def _named(encoding: str) -> UnicodeMap:
    """A named encoding's map; empty when there is no such encoding."""
    codec = NAMED_ENCODINGS.get(encoding)
    if codec is None:
        return UnicodeMap()
    texts = ((code, bytes([code]).decode(codec, "replace")) for code in range(32, 256))
    return UnicodeMap((code, text) for code, text in texts if text != UNKNOWN)


@lru_cache(maxsize=256)
def parse_to_unicode(cmap: bytes) -> UnicodeMap:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3); kept, as files of one builder share fonts."""
    found = UnicodeMap()
    for block in _CHARS.findall(cmap):
        for code, text in _PAIR.findall(block):
            found[int(code, 16)] = _utf16(text)
    for block in _RANGES.findall(cmap):
        for first, last, start, listed in _RANGE.findall(block):
            codes = range(int(first, 16), int(last, 16) + 1)
            if listed:
                found.update(zip(codes, map(_utf16, _HEX.findall(listed)), strict=False))
            elif text := _utf16(start):
                found.update({c: text[:-1] + chr(ord(text[-1]) + i) for i, c in enumerate(codes)})
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


class Fonts:
    """The fonts of one file, read once each."""

    def __init__(self) -> None:
        self._read: dict[Key, Font] = {}

    def of(self, font: Any) -> Font:
        key = key_of(font)
        if key == DIRECT:
            return read_font(font)
        if key not in self._read:
            self._read[key] = read_font(font)
        return self._read[key]
