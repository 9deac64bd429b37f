"""Glyphs as words: where a gap is, which hyphens only end a line, what is bold or raised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from builder.bring.stretch import Stretch, Words, tidy
from builder.see.glyphs import Glyph

GAP = 0.18  # ems: from here on, a gap between two letters parts words
LEAST = 0.08  # ems: so much is needed even where PDFium sees one, as it does beside raised figures
SMALL = 0.92  # times the usual size of a text: smaller letters may be raised or lowered
RAISED, LOWERED = 0.15, -0.06  # ems from the base line of the text
ENDS = "-\u2010\u00ad"
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")

Linked = tuple[Glyph, str]  # a glyph, and where it leads


@dataclass
class Divided:
    """Words that were divided at the end of a line: put together, if the file has them whole.

    `known` are all words of the file as they stand within lines.
    """

    known: Counter[str] = field(default_factory=Counter)
    dropped: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, pages: Iterable[Sequence[Glyph]]) -> Divided:
        found = cls()
        for page in pages:
            text = "".join(f"{' ' * each.apart}{each.text}{' ' * each.cut}" for each in page)
            found.known.update(each.lower() for each in WORD.findall(text))
        return found

    def joined(self, before: str, after: str, sign: Glyph) -> bool:
        """Whether a hyphen at the end of a line goes, between two parts of a word."""
        whole, hyphened = (before + after).lower(), f"{before}-{after}".lower()
        goes = sign.text == "\u00ad" or (
            self.known[whole] > 0 and not self.known[hyphened] and bool(before)
        )
        (self.dropped if goes else self.kept).append(sign.text if goes else f"{before}-{after}")
        return goes


def set_words(found: Sequence[Linked], divided: Divided) -> Words:
    """The words of one text, from its glyphs in reading order."""
    return tidy(_stretches(found, divided))


def _stretches(found: Sequence[Linked], divided: Divided) -> Iterator[Stretch]:
    usual = usual_size(glyph for glyph, _ in found)
    bases = _bases(found, usual)
    for at, (glyph, href) in enumerate(found):
        before = found[at - 1][0] if at else None
        if before is not None and _parted(before, glyph):
            yield Stretch(" ")
        goes_on = at + 1 < len(found) and new_line(glyph, found[at + 1][0])
        if glyph.text in ENDS and goes_on and at and found[at - 1][0].text.isalpha():
            parts = _around(found, at)
            if parts[1][:1].islower() and divided.joined(*parts, glyph):
                continue
        shift = _shift(glyph, usual, bases[at])
        setting = glyph.setting
        yield Stretch(glyph.text, setting.bold, setting.slanted, href, shift)  # type: ignore[arg-type]


def _parted(before: Glyph, glyph: Glyph) -> bool:
    """Whether there is a gap between two glyphs that are read one after the other."""
    if new_line(before, glyph):
        return not (before.text in ENDS and glyph.text.isalnum())
    if glyph.turned:
        return glyph.apart
    gap = max(glyph.left - before.right, before.left - glyph.right)
    return gap > (LEAST if glyph.apart else GAP) * max(glyph.size, before.size)


def new_line(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands on another line than that read before it."""
    apart = abs(before.base - glyph.base)
    if before.turned and glyph.turned and before.page == glyph.page:
        return False
    return before.page != glyph.page or apart > max(before.size, glyph.size) * 0.6


def _around(found: Sequence[Linked], at: int) -> tuple[str, str]:
    """The letters before and after a hyphen, as far as one word goes."""
    before = after = ""
    for glyph, _ in reversed(found[:at]):
        if not glyph.text.isalpha():
            break
        before = glyph.text + before
        if glyph.apart:
            break
    for number, (glyph, _) in enumerate(found[at + 1 :]):
        if not glyph.text.isalpha() or (number and glyph.apart):
            break
        after += glyph.text
    return before, after


def usual_size(found: Iterable[Glyph]) -> float:
    """The size in which most letters are set, in points; 0 for none."""
    sizes = Counter(round(each.size, 1) for each in found if each.text.strip())
    return max(sizes, key=lambda size: (sizes[size], size), default=0)


def _bases(found: Sequence[Linked], usual: float) -> list[float]:
    """For each glyph the base line of the letters of usual size beside it."""
    bases: list[float] = []
    last: Glyph | None = None
    for glyph, _ in found:
        if glyph.size > usual * SMALL and glyph.text.strip():
            last = glyph
        near = last is not None and not new_line(last, glyph)
        bases.append(last.base if near and last is not None else glyph.base)
    return bases


def _shift(glyph: Glyph, usual: float, base: float) -> str:
    if glyph.size > usual * SMALL or not glyph.text.strip():
        return ""
    over = (glyph.base - base) / usual
    return "raised" if over > RAISED else "lowered" if over < LOWERED else ""


def on_lines(found: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs, parted where a line ends."""
    rows: list[list[Glyph]] = [[*found[:1]]] if found else []
    for before, glyph in pairwise(found):
        if new_line(before, glyph):
            rows.append([])
        rows[-1].append(glyph)
    return rows
