"""The words by which a text is for some leaflets only: `sources/conditions.yaml`."""

from __future__ import annotations

from typing import Self

from pydantic import ValidationInfo, model_validator

from builder.model.placed import Placed, once
from builder.place import ByName
from builder.source.values import Many, Name, wrong
from builder.source.when import NOT

# What every project can ask of a leaflet without declaring it.
OF_ITSELF = ("edition", "language", "site", "treatment")


class Conditions(Placed):
    """The words of a project by which it tells its leaflets apart, each with all its values."""

    conditions: ByName[Many[Name]]

    @model_validator(mode="after")
    def _own(self, info: ValidationInfo) -> Self:
        for word, values in self.conditions.items():
            if word in (*OF_ITSELF, NOT):
                hint = "its values are known from the project" if word != NOT else ""
                raise wrong("duplicate-name", f"'{word}' is not declared", hint, word.span)
            once(values, "value", info)
        return self
