"""Signs from fonts of signs: a tick is F0FC in Wingdings, and nothing anywhere else."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.bring.stretch import LOST
from builder.diagnostics import Sink
from builder.project import bundled_text
from builder.source.tree import tree

TABLE = "bring/word/symbols.yaml"
PRIVATE = 0xF000
# What lists set before their points, and what is a bullet to us, whatever its form.
BULLETS = set("•●■▪▫○◦·❖◆◇➢▶→-–—*o\u2219\u25cf\u25cb\u2756\u27a2\u2023\u2043\uf0b7\uf0a7")
BOXES = set("☐□❑❒")


def _known() -> dict[str, dict[str, str]]:
    found = tree(f"builder/{TABLE}", bundled_text(TABLE), Sink())
    return {str(font): {str(k): str(v) for k, v in signs.items()} for font, signs in found.items()}


@dataclass
class Symbols:
    """The signs that are known, and those that were met and are not: code and font."""

    known: dict[str, dict[str, str]] = field(default_factory=_known)
    unknown: list[str] = field(default_factory=list)

    def sign(self, code: int, font: str) -> str:
        """The sign of a code in a font; "" for one that nobody knows, which is kept."""
        found = self.known.get(font, {}).get(f"{code & 0xFF:02x}")
        if found is None and font not in self.known and code < PRIVATE:
            return chr(code)
        if found is None:
            self.unknown.append(f"sign {code:04X} of the font {font or 'of the text'}")
        return found or ""

    def text(self, text: str, font: str) -> str:
        """A text as it is seen: in a font of signs every letter is one, elsewhere private ones."""
        if font in self.known and font != "Symbol":
            return "".join(self.sign(ord(each), font) if each.strip() else each for each in text)
        if font != "Symbol" and not LOST.search(text):
            return text
        return "".join(
            self.sign(ord(each), font) if each >= "\ue000" and LOST.match(each) else each
            for each in text
        )

    def bullet(self, text: str, font: str) -> str:
        """What stands before points of a list: "" for bullets, a box, or a sign with meaning."""
        sign = text.strip()
        if sign and (font in self.known or LOST.search(sign)):
            names = [font, "Symbol", "Wingdings"]
            codes = f"{ord(sign[0]) & 0xFF:02x}"
            found = (self.known.get(name, {}).get(codes) for name in names)
            sign = next((each for each in found if each), "")
        if sign in BOXES:
            return "☐"
        return "" if sign in BULLETS or len(sign) != 1 else sign
