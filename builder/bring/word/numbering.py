"""The numbers of a Word file's lists, computed as Word computes them (ISO/IEC 29500-1, 17.9).

The file holds no numbers, only rules for them; "see step 3" is true only if they are followed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from builder.bring.htmlkinds import label
from builder.bring.word.symbols import Symbols
from builder.bring.word.wordstyles import Styles, number, value

DEEPEST = 8
SIGNS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
NONE = {"bullet", "none"}


@dataclass(frozen=True)
class Numbered:
    """Where a paragraph stands in a list: its depth, and the sign before it ("" for a bullet)."""

    depth: int
    mark: str


@dataclass
class Numbering:
    """All lists of a file, with how far each has counted."""

    root: Element | None
    styles: Styles
    symbols: Symbols
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def of(self, paragraph: Element) -> Numbered | None:
        """The place of the next paragraph in its list; None where it is in none."""
        name, depth = self._asked(paragraph)
        num = self._named("w.num", "w.numId", name)
        if self.root is None or num is None:
            return None
        whole = value(num.find("w.abstractNumId"))
        levels = self._levels(num, whole)
        if depth not in levels:
            return Numbered(depth, "")
        self._count(num, name, whole, depth, levels)
        return Numbered(depth, self._mark(whole, depth, levels))

    def _asked(self, paragraph: Element) -> tuple[str, int]:
        """The list and level that a paragraph asks for, or its style does."""
        asked = paragraph.find("w.pPr/w.numPr")
        name = value(asked.find("w.numId")) if asked is not None else ""
        depth = number(asked.find("w.ilvl"), -1) if asked is not None else -1
        for style in self.styles.of_paragraph(paragraph):
            found = style.find("w.pPr/w.numPr")
            if found is not None:
                name = name or value(found.find("w.numId"))
                depth = number(found.find("w.ilvl"), 0) if depth < 0 else depth
        return name, min(max(depth, 0), DEEPEST)

    def _named(self, tag: str, key: str, name: str) -> Element | None:
        if self.root is None or not name:
            return None
        return next((each for each in self.root.iter(tag) if each.get(key) == name), None)

    def _levels(self, num: Element, whole: str) -> dict[int, Element]:
        """The levels of a list; an own one of the list goes before that it shares."""
        shared = self._named("w.abstractNum", "w.abstractNumId", whole)
        linked = value(shared.find("w.numStyleLink")) if shared is not None else ""
        if linked and self.root is not None:
            shared = next((each for each in self.root.iter("w.abstractNum")
                           if value(each.find("w.styleLink")) == linked), shared)  # fmt: skip
        levels: dict[int, Element] = {}
        for parent in (shared, *num.iter("w.lvlOverride")):
            for each in parent.iter("w.lvl") if parent is not None else ():
                levels[_whole(each.get("w.ilvl"))] = each
        return levels

    def _count(
        self, num: Element, name: str, whole: str, depth: int, levels: dict[int, Element]
    ) -> None:
        """Goes on by one. Deeper levels begin again, unless they are told to go on."""
        counts = self._counts.setdefault(whole, {})
        starts = {_whole(each.get("w.ilvl")): each.find("w.startOverride")
                  for each in num.iter("w.lvlOverride")}  # fmt: skip
        own = starts.get(depth)
        if own is not None and (name, depth) not in self._begun:
            counts[depth] = number(own, 1)
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = number(levels[depth].find("w.start"), 1)
        self._begun.add((name, depth))
        for deeper in [each for each in counts if each > depth]:
            again = levels[deeper].find("w.lvlRestart") if deeper in levels else None
            if number(again, deeper) != 0:
                del counts[deeper]

    def _mark(self, whole: str, depth: int, levels: dict[int, Element]) -> str:
        level = levels[depth]
        text = value(level.find("w.lvlText"))
        if value(level.find("w.numFmt")) in NONE:
            font = level.find("w.rPr/w.rFonts")
            name = font.get("w.ascii", "") if font is not None else ""
            return self.symbols.bullet(text, name)
        counts = self._counts[whole]
        legal = level.find("w.isLgl") is not None

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counts.get(at, number(levels[at].find("w.start"), 1) if at in levels else 1)
            kind = "decimal" if legal or at not in levels else value(levels[at].find("w.numFmt"))
            sign = label(count, SIGNS.get(kind, "1")).rstrip(".")
            return f"0{sign}" if kind == "decimalZero" and count < 10 else sign

        return re.sub("%([1-9])", shown, text).strip()


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,4}", text) else 0
