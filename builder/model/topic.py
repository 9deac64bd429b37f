"""Content about one subject, section by section: `sources/topics/**/*.yaml`."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ValidationInfo, model_validator

from builder.model.blocktype import AnyBlock
from builder.model.imprint import Covered
from builder.model.placed import Conditional, Placed, once
from builder.source.inline import Rich
from builder.source.values import Flag, Language, Many, Name, naming


class Section(Conditional):
    """A part of a topic. Without a heading it follows on from what stands before it.

    With `float`, a figure or table that would leave a hole lets what follows it in the section
    stand before it.
    """

    id: Name
    heading: Rich | None = None
    covers: tuple[Covered, ...] = ()
    float: Flag = False
    keep: Flag = False
    new_page: Flag = False
    blocks: Many[AnyBlock]


class Topic(Placed):
    """Content about one subject, free of any look: `sources/topics/**.yaml`."""

    topic: Name
    title: Rich
    treatment: Annotated[Name, naming("treatment")] | None = None
    language: Annotated[Language, naming("language")] | None = None
    sections: Many[Section]

    @model_validator(mode="after")
    def _unlike(self, info: ValidationInfo) -> Self:
        once((section.id for section in self.sections), "section", info)
        return self
