"""The text of a string of a PDF, from its bytes (ISO 32000-2, 7.9.2.2)."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from builder.place import UNSEEN

# Annex D.3 of ISO 32000-1, where it is not Latin-1; what it does not define is missing.
BREVES = "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc"  # 0x18 on
MARKS = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž"  # 0x80 on
PDFDOC = {code: chr(code) for code in range(256) if code not in (0x7F, 0x9F, 0xAD)}
PDFDOC |= {0x18 + n: sign for n, sign in enumerate(BREVES)}
PDFDOC |= {0x80 + n: sign for n, sign in enumerate(MARKS)}
PDFDOC[0xA0] = "€"
UTF16 = {codecs.BOM_UTF16_BE: "utf-16-be", codecs.BOM_UTF16_LE: "utf-16-le"}
ENDS = re.compile("\r\n|\r")
# What Chrome keeps of an emoji that is typed: the first half of its pair.
HALF = re.compile("[\ud83c-\ud83e]")
# What nobody can read: controls, and signs for private use, which PDFium makes of an emoji.
UNREAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")


class TextString(NamedTuple):
    """A text with \\n where a line ends; `fault` says why it cannot be told what it is."""

    text: str
    fault: str = ""

    @property
    def unread(self) -> tuple[str, ...]:
        """The characters in it that nobody can read, by their numbers."""
        found = dict.fromkeys(UNREAD.findall(self.text))
        return tuple(f"U+{ord(sign):04X}" for sign in found)

    @property
    def blank(self) -> bool:
        """Whether nothing would be seen of it."""
        return not UNSEEN.sub("", self.text).strip()


def decoded(data: bytes) -> TextString:
    """UTF-16 in either order and UTF-8 by their marks, and UTF-8 that can be nothing else.

    Programs write UTF-8 without its mark too; several bytes that happen to be valid UTF-8 are not
    typed by anyone who means PDFDocEncoding.
    """
    try:
        text = _text(data)
    except UnicodeError:
        text = "\0"
    if "\0" in text:
        return TextString("", "its bytes are no text in any encoding of PDF")
    return TextString(ENDS.sub("\n", text))


def _text(data: bytes) -> str:
    if (encoding := UTF16.get(data[:2])) is not None:
        text = HALF.sub("\N{REPLACEMENT CHARACTER}", data[2:].decode(encoding, "surrogatepass"))
        text.encode()  # any other half is a fault
        return text
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8")
    if not data.isascii():
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if any(byte not in PDFDOC for byte in data):
        raise UnicodeDecodeError("PDFDocEncoding", data, 0, 1, "not defined")
    return "".join(PDFDOC[byte] for byte in data)


def same_words(one: str, other: str) -> bool:
    """Whether two texts read alike, whatever spaces and forms of letters a program made of them."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
