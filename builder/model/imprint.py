"""What a leaflet says of itself: who made it and with whose money, marks, related leaflets."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.json_schema import SkipJsonSchema

from builder.model.placed import Placed
from builder.place import Text
from builder.source.inline import Rich
from builder.source.values import Day, File, Many, Whole, between, wrong

# What a section may say it covers. Nothing is printed; checks ask for some of them.
Covered = Literal[
    "benefits",
    "carer-action",
    "daily-life",
    "decision-prompts",
    "harms",
    "no-treatment",
    "other-options",
    "uncertainty",
    "when-you-ring",
]


class Provenance(Placed):
    """Who made a leaflet, and with whose money: `imprint` of a brand and of a definition.

    What a definition says wins over what its brand says. People are named by their roles.
    """

    written_by: Many[Rich] | None = None
    patient_reviewers: Annotated[Whole, between(0, 9999)] | None = None
    funding: Rich | None = None
    conflicts: Rich | None = None
    sources: Rich | None = None

    @property
    def unsaid(self) -> tuple[str, ...]:
        """What every leaflet must say and nobody has said; that there was none is said."""
        needed = ("written_by", "patient_reviewers", "funding", "conflicts")
        return tuple(name for name in needed if getattr(self, name) is None)


class Mark(Placed):
    """A quality mark that an organisation may print, with the licence that lets it."""

    internal = frozenset({"asset"})
    image: Text
    alt: Rich
    licence: Text
    until: Day
    asset: SkipJsonSchema[File | None] = None


class UserTest(Placed):
    """A test of a leaflet with readers: how many people, points asked, points found by enough."""

    people: Annotated[Whole, between(1, 9999)]
    points: Annotated[Whole, between(1, 999)]
    found: Annotated[Whole, between(0, 999)]
    date: Day

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.found > self.points:
            message = f"{self.found} points were found of {self.points} that were asked"
            raise wrong("out-of-range", message)
        return self


class Related(BaseModel):
    """Another leaflet that this one names: its number and title, where it stands, what it has."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    code: str
    title: Rich
    path: str
    covers: tuple[Covered, ...]
    signs: tuple[str, ...]
    tool: bool
