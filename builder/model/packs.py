"""Several leaflets that are given to people together: `handouts/packs/*.yaml`."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import ValidationInfo, model_validator

from builder.model.placed import Placed, once
from builder.source.inline import Rich
from builder.source.values import Code, Language, Many, Name, naming


class PackDefinition(Placed):
    """Leaflets that people are given together, in one file: `handouts/packs/*.yaml`."""

    pack: Name
    title: Rich
    subtitle: Rich | None = None
    contents: Many[Annotated[Code, naming("handout")]]
    layout: Annotated[Name, naming("layout")] | None = None
    brand: Annotated[Name, naming("brand")] | None = None
    site: Annotated[Name, naming("site")] | None = None
    language: Annotated[Language, naming("language")] | None = None

    @model_validator(mode="after")
    def _each_once(self, info: ValidationInfo) -> Self:
        once(self.contents, "leaflet", info)
        return self
