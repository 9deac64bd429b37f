"""The glyphs of a page, one by one, as PDFium reads them: which letter, where, how set."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from builder.see import handles

HEAVY = 600  # the weight from which on letters are bold (OpenType, usWeightClass: semi-bold)
BOLD = re.compile("bold|black|heavy|demi", re.I)
SLANTED = re.compile("italic|oblique", re.I)
SUBSET = re.compile(r"^[A-Z]{6}\+")
HYPHEN = "-"
CUT = "\x02"  # what PDFium gives for a hyphen where a word goes on in the next line


@dataclass(frozen=True, slots=True)
class Setting:
    """How the letters of one text object are set. `mcid` is None for an artifact.

    `nested` says that it stands in a form, whose numbers of marked content are its own;
    `unseen` that it paints nothing, as words do that lie behind a scanned page.
    """

    font: str
    bold: bool
    slanted: bool
    mcid: int | None
    nested: bool
    running: bool
    unseen: bool


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter, or several of a ligature; lengths in points from the lower left of its page.

    `apart` says that there is a gap before it, as PDFium sees it, `lost` that no letter is known
    for it, `cut` that it is a hyphen at the end of a line, `turned` that it stands
    sideways, `struck` that a line is drawn through it.
    """

    page: int
    index: int
    text: str
    setting: Setting
    size: float
    left: float
    right: float
    base: float
    apart: bool = False
    lost: bool = False
    cut: bool = False
    turned: bool = False
    struck: bool = False


def glyphs(page: Any, number: int) -> Iterator[Glyph]:
    """All glyphs of a page of a document that is open, in the order in which they are painted."""
    words = page.get_textpage()
    settings = _Settings(page, words)
    apart, half = False, 0
    for index in range(raw.FPDFText_CountChars(words.raw)):
        code = raw.FPDFText_GetUnicode(words.raw, index)
        if raw.FPDFText_IsGenerated(words.raw, index) == 1:
            apart = True
            continue
        if 0xD800 <= code < 0xDC00:  # the first half of a letter beyond U+FFFF (UTF-16)
            half = code
            continue
        if half:
            code, half = 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00 & 0x3FF), 0
        cut = raw.FPDFText_IsHyphen(words.raw, index) == 1 or chr(code) == CUT
        lost = raw.FPDFText_HasUnicodeMapError(words.raw, index) == 1 or not code
        left, right, base = _place(words, index)
        size, turned = _size(words, index)
        yield Glyph(
            number,
            index,
            HYPHEN if cut else chr(code),
            settings.of(index),
            size,
            left,
            right,
            base,
            apart,
            lost,
            cut,
            turned,
        )
        apart = False


def _place(words: Any, index: int) -> tuple[float, float, float]:
    """Its left, its right as far as it moves on, and its base line."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(words.raw, index, box)
    across, base = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(words.raw, index, across, base)
    return min(box.left, box.right), max(box.left, box.right), base.value


def _size(words: Any, index: int) -> tuple[float, bool]:
    """The size of a letter as it comes out on the page, and whether it stands sideways."""
    placed = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(words.raw, index, placed)
    stretch = (placed.c**2 + placed.d**2) ** 0.5
    size = float(raw.FPDFText_GetFontSize(words.raw, index)) * (stretch or 1)
    return size, abs(placed.b) > abs(placed.a)


class _Settings:
    """How letters are set, asked once for each text object."""

    def __init__(self, page: Any, words: Any) -> None:
        self.words, self.known = words, dict[int, Setting]()
        count = raw.FPDFPage_CountObjects(page.raw)
        found = (raw.FPDFPage_GetObject(page.raw, index) for index in range(count))
        self.own = {_address(each) for each in found}

    def of(self, index: int) -> Setting:
        painted = raw.FPDFText_GetTextObject(self.words.raw, index)
        address = _address(painted)
        if address not in self.known:
            self.known[address] = self._told(painted, index, nested=address not in self.own)
        return self.known[address]

    def _told(self, painted: Any, index: int, *, nested: bool) -> Setting:
        name = handles.font(painted)[0] if painted else ""
        weight = raw.FPDFText_GetFontWeight(self.words.raw, index)
        mode = raw.FPDFTextObj_GetTextRenderMode(painted) if painted else 0
        return Setting(
            SUBSET.sub("", name),
            weight >= HEAVY or bool(BOLD.search(name)),
            bool(SLANTED.search(name)),
            handles.mcid(painted) if painted else None,
            nested,
            bool(painted) and handles.running(painted),
            mode in handles.CLEAR,
        )


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
