"""A family of type, and in which order those stand in for letters that others have not."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from builder.source.values import File


class Typeface(BaseModel):
    """The two faces a family prints in.

    `brand` says that it is the brand's own, `added` that the brand has added it for
    letters its own has not; `languages` for which it is made (none is all);
    `leading` is the least distance between its lines, in ems.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)
    regular: File
    bold: File
    brand: bool = False
    added: bool = False
    languages: tuple[str, ...] = ()
    leading: float = 0

    def suits(self, language: str) -> bool:
        """Whether it is made for the language in particular."""
        return language.partition("-")[0] in self.languages


def preferred(typefaces: Iterable[Typeface], language: str) -> list[Typeface]:
    """The typefaces in order of fallback for text in a language.

    One made for some languages stands before the general ones in those, and
    last in all others: Urdu is read in Nastaliq, Arabic is not.
    """

    def distance(family: Typeface) -> int:
        if family.brand:
            return 0
        if family.added and (not family.languages or family.suits(language)):
            return 1  # what a clinic has chosen is before what comes along
        return 1 if family.suits(language) else 3 if family.languages else 2

    return sorted(typefaces, key=distance)
