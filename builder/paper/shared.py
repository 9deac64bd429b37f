"""What all composers of one handout share, and note for those who come after."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from builder.model import Block, Handout
from builder.model.design import Design
from builder.paper.entries import Entry
from builder.paper.setting import Setting, Slot
from builder.pdf.tags import Element
from builder.pictures.svg.svg import Drawing
from builder.project import Asset
from builder.source.inline import Rich

Origin = Rich | Block | Asset  # what an element was made from

LISTED = 2  # the level of the headings that a list of contents has


@dataclass(frozen=True)
class Headed:
    """A heading that a list of contents has, and the place that links lead to.

    `language` is its own, if it is another than that of the list.
    """

    rich: Rich
    place: str
    language: str = ""


@dataclass
class Shared:
    """What all composers of one handout share.

    `origins` say what each element was made from, `slots` which texts are true of one person only,
    `headings` what a list of contents has, `entries` what a reader can fill in, and `counts` how
    many there are of each kind. `numbers` are the pages of places, when they are known.
    """

    handout: Handout
    design: Design
    scale: float
    palette: dict[str, str]
    colours: dict[str, str]
    settings: dict[tuple[str, str, bool], Setting] = field(default_factory=dict)
    icons: dict[tuple[str, str, str], Drawing] = field(default_factory=dict)
    origins: list[tuple[Origin, Element]] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    headings: list[Headed] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, int] = field(default_factory=dict)

    def listed(self, rich: Rich) -> str:
        """The place of a heading that a list of contents is to have, which links lead to."""
        self.headings.append(Headed(rich, f"#part-{len(self.headings) + 1}"))
        return self.headings[-1].place
