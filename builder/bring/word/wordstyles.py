"""Styles of a Word file (ISO/IEC 29500-1, 17.7): what a paragraph or a run inherits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

NO_OUTLINE = 9  # the outline level of body text
OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True)
class Styles:
    """The styles by their id."""

    by_id: dict[str, Element]
    usual: str = ""
    defaults: tuple[Element, ...] = ()  # the languages of what says none

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        if root is None:
            return cls({})
        found = {each.get("w.styleId", ""): each for each in root.iter("w.style")}
        usual = next((name for name, each in found.items() if each.get("w.type") == "paragraph"
                      and each.get("w.default") in ("1", "true", "on")), "")  # fmt: skip
        return cls(found, usual, tuple(root.findall("w.docDefaults/w.rPrDefault/w.rPr/w.lang")))

    def chain(self, name: str) -> Iterator[Element]:
        """A style, and those it is based on."""
        seen: set[str] = set()
        while name in self.by_id and name not in seen:
            seen.add(name)
            yield self.by_id[name]
            name = value(self.by_id[name].find("w.basedOn"))

    def of_paragraph(self, paragraph: Element) -> list[Element]:
        """The styles of a paragraph, the nearest first."""
        return [*self.chain(value(paragraph.find("w.pPr/w.pStyle")) or self.usual)]

    def named(self, paragraph: Element) -> list[str]:
        """Their names in small letters; built-in ones have English names in every language."""
        return [value(each.find("w.name")).lower() for each in self.of_paragraph(paragraph)]

    def level(self, paragraph: Element) -> int | None:
        """The level of a heading from 1, 0 for the title, None for what is no heading."""
        own = paragraph.find("w.pPr/w.outlineLvl")
        for element, name in ((own, ""), *self._outlines(paragraph)):
            if name == "title":
                return 0
            if found := re.fullmatch(r"heading ([1-9])", name):
                return int(found[1])
            if element is not None:
                level = number(element, NO_OUTLINE)
                return level + 1 if level < NO_OUTLINE else None
        return None

    def _outlines(self, paragraph: Element) -> Iterator[tuple[Element | None, str]]:
        for style in self.of_paragraph(paragraph):
            yield style.find("w.pPr/w.outlineLvl"), value(style.find("w.name")).lower()

    def run_property(self, tag: str, run: Element, paragraph: Element) -> Element | None:
        """A property of a run: its own, or that of its style, or of its paragraph's."""
        own = run.find(f"w.rPr/{tag}")
        if own is not None:
            return own
        styles = [*self.chain(value(run.find("w.rPr/w.rStyle"))), *self.of_paragraph(paragraph)]
        found = (style.find(f"w.rPr/{tag}") for style in styles)
        return next((each for each in found if each is not None), None)

    def has(self, tag: str, run: Element, paragraph: Element) -> bool:
        """Whether a run has a property that is on or off."""
        return is_on(self.run_property(tag, run, paragraph))


def value(element: Element | None) -> str:
    """The value of a property; "" where there is none."""
    return "" if element is None else element.get("w.val", "")


def is_on(element: Element | None) -> bool:
    return element is not None and element.get("w.val", "true").lower() not in OFF


def number(element: Element | None, otherwise: int) -> int:
    """The value of a property as a whole number."""
    found = value(element)
    return int(found) if re.fullmatch(r"-?[0-9]{1,9}", found) else otherwise
