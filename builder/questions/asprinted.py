"""What a person typed, as far as it can be printed; the rest is told by how much it is.

It is in one paragraph, and in the direction of its own first letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from itertools import pairwise

from builder.diagnostics import Diagnostic, Severity
from builder.model import Handout
from builder.notation.direction import CONTROL
from builder.notation.marks import heaped
from builder.place import Span
from builder.questions.reply import Reply
from builder.text.faces import Stack, stacks
from builder.text.printable import unprintable

FEW = 5  # signs that no font has, in one text: an English sheet says what they are
NAMED = ("So", "Sk")  # of Unicode: emoji and other pictures, whose names say what they show
NEXT = "[…]"


class AsPrinted:
    """Texts as a sheet's fonts can print them."""

    def __init__(self, sheet: Handout) -> None:
        self.sheet = sheet
        self.faces: tuple[Stack, Stack] = stacks(sheet.typefaces, sheet.language)
        self.names = sheet.language.split("-")[0] == "en"

    def text(self, typed: str) -> str:
        """The text in one line. The first stretch that cannot be printed says how much is lost."""
        line = one_line(typed)
        heap, lost = self._lost(line)
        count = len(heap) + len(lost)
        if not count:
            return line
        told = self.sheet.phrase("undrawn", count=str(count)).text
        shown, position = "", 0
        for start, end in stretches(line, lost):
            shown += _without(line, position, start, heap)
            name = self._name(line[start:end]) if count <= FEW else ""
            shown += name or told
            told, position = (told, end) if name else (NEXT, end)
        shown += _without(line, position, len(line), heap)
        return shown if lost else f"{shown} {told}"

    def undrawn(self, typed: str) -> int:
        """How many signs of a text cannot be printed."""
        return sum(map(len, self._lost(one_line(typed))))

    def _lost(self, line: str) -> tuple[set[int], list[int]]:
        """Where marks are too many, and where signs are that no font has."""
        heap = set(heaped(line))
        lost = [n for n, sign in enumerate(line) if unprintable(sign, self.faces)]
        return heap.difference(lost), lost

    def _name(self, sign: str) -> str:
        """The name of a picture, where the sheet is in the language of such names."""
        named = self.names and len(sign) == 1 and unicodedata.category(sign) in NAMED
        return f"[{unicodedata.name(sign).lower()}]" if named else ""


def one_line(text: str) -> str:
    """Lines follow each other after a stroke; nobody turns what is written after them."""
    lines = [" ".join(line.split()) for line in CONTROL.sub("", text).split("\n")]
    return " / ".join(filter(None, lines))


def stretches(text: str, lost: Sequence[int]) -> list[tuple[int, int]]:
    """Where signs that are lost follow each other, with nothing but spaces and points between."""
    if not lost:
        return []
    apart = [(a, b) for a, b in pairwise(lost) if any(map(str.isalnum, text[a + 1 : b]))]
    starts, ends = [lost[0], *(b for _, b in apart)], [*(a for a, _ in apart), lost[-1]]
    return [(start, end + 1) for start, end in zip(starts, ends, strict=True)]


def undrawn(sheet: Handout, reply: Reply) -> tuple[Diagnostic, ...]:
    """A warning where a summary cannot show all that was typed; none of it is repeated."""
    made = AsPrinted(sheet)
    count = sum(made.undrawn(each.text or "") for each in reply.answers)
    if not count:
        return ()
    message = f"the summary does not show all signs that were typed, {count} of them"
    hint = "read them in the file; if it is for want of a font, add one to the brand: 'more_fonts:'"
    return (Diagnostic(Span(reply.file), "missing-glyph", Severity.WARNING, message, hint),)


def _without(text: str, start: int, end: int, left_out: Collection[int]) -> str:
    return "".join(text[place] for place in range(start, end) if place not in left_out)
