"""A paragraph and how it is set: what its parts on several pages share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.inline import Run
from builder.text.faces import Stack
from builder.text.lines import Atom, atoms

if TYPE_CHECKING:
    from builder.pdf.tags import Element


@dataclass(frozen=True)
class Setting:
    """How a flow is set: lengths in points, `colour` as the operands of `rg`."""

    size: float
    leading: float
    regular: Stack
    bold: Stack
    language: str
    colour: str
    link_colour: str
    before: float = 0
    after: float = 0
    centred: bool = False

    @property
    def baseline(self) -> float:
        """How far below the top of its line a baseline lies: the x-height band is centred."""
        metrics = self.regular[0].metrics
        middle = (metrics["cap"] / 2) * self.size / 1000
        return self.leading / 2 + middle


@dataclass
class Paragraph:
    """What the parts of a split flow share: the text, its element, its inline elements."""

    runs: tuple[Run, ...]
    setting: Setting
    element: Element
    elements: dict[int, Element] = field(default_factory=dict)
    made: list[Atom] | None = None
    bookmark: tuple[int, str] | None = None
    place: str = ""

    def atoms(self) -> list[Atom]:
        if self.made is None:
            setting = self.setting
            self.made = atoms(self.runs, setting.regular, setting.bold, setting.language)
        return self.made

    def element_of(self, index: int) -> Element:
        """The element a run belongs to: the paragraph's own, or one for each link."""
        run = self.runs[index]
        if not run.href:
            return self.element
        if index not in self.elements:
            before = index - 1
            if before >= 0 and self.runs[before].href == run.href and before in self.elements:
                self.elements[index] = self.elements[before]
            else:
                named = self.element.span("Link", title=run.text)
                self.elements[index] = named
        return self.elements[index]
