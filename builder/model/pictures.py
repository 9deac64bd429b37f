"""Drawings that leaflets share, each with its words once: `sources/pictures.yaml`."""

from __future__ import annotations

from typing import Self

from pydantic import ValidationInfo, model_validator

from builder.model.placed import Placed, once
from builder.place import Text
from builder.source.inline import Rich
from builder.source.values import File, Language, Many, Name


class SharedPicture(Placed):
    """A drawing, and in `alt` what it shows to those who cannot see it."""

    internal = frozenset({"asset"})
    picture: Name
    file: Text
    alt: Rich
    asset: File | None = None


class Pictures(Placed):
    """Every drawing that leaflets share, told in words of one language."""

    language: Language
    pictures: Many[SharedPicture]

    @model_validator(mode="after")
    def _each_once(self, info: ValidationInfo) -> Self:
        once((each.picture for each in self.pictures), "picture", info)
        return self
