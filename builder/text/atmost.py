"""How wide words are at the most, in ems: what is sure of a column before it is composed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from builder.caches import remembered
from builder.model import Typeface
from builder.notation.direction import direction
from builder.notation.quantities import wholes
from builder.source.inline import Rich
from builder.text.faces import Face, Stack, stacks
from builder.text.lines import shaped
from builder.text.tongues import spoken

KERNED = 0.1  # what a font may add between two letters: five times what ours do
LATIN = 0x250  # letters from here on may be joined, stacked or drawn by another face


@dataclass(frozen=True)
class AtMost:
    """Texts of one language, in the regular and the bold faces of a handout."""

    typefaces: tuple[Typeface, ...]
    language: str

    @cached_property
    def _stacks(self) -> tuple[Stack, Stack]:
        return stacks(self.typefaces, self.language)

    def by_letters(self, rich: Rich, strong: bool) -> float:
        """No stretch that no line may break is wider; letters are not joined for it."""
        blanks = sum(run.blank for run in rich.runs)
        if any(run.language for run in rich.runs):
            return len(rich.text) + blanks
        text, (regular, bold) = rich.text, self._stacks
        parts = [*text.split(), *(text[start:end] for start, end in wholes(text))]
        return max((_width(regular[0], bold[0], part) for part in parts), default=0) + blanks

    def shaped(self, rich: Rich, strong: bool) -> float:
        """The width of the widest such stretch as it is drawn, in columns that are narrow."""
        regular, bold = self._stacks
        first = bold if strong else regular
        runs, rtl = spoken(rich.runs, self.language), direction(self.language) == "rtl"
        text = shaped(runs, (first, bold), self.language, self.typefaces, rtl=rtl)
        return max(map(text.narrowest, text.atoms), default=0) / 1000


@remembered
def _width(regular: Face, bold: Face, word: str) -> float:
    return sum(max(_letter(regular, letter), _letter(bold, letter)) for letter in word)


def _letter(face: Face, letter: str) -> float:
    """The width of a letter; its height, where it may be more than one glyph of the face."""
    glyph = face.gid(letter) if ord(letter) < LATIN else 0
    return face.advance(glyph) / 1000 + KERNED if glyph else 1.0
