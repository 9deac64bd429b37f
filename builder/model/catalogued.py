"""What a definition says for those who hand leaflets out: codes to find it by, that it is no more.

None of it is printed, or among the words that are approved.
"""

from __future__ import annotations

from typing import Annotated

from builder.model.placed import Placed
from builder.place import Text
from builder.source.values import Code, Day, Icd10, Many, Snomed, naming


class Codes(Placed):
    """The codes of what a leaflet is about, as clinical systems have them."""

    icd10: Many[Icd10] | None = None
    snomed: Many[Snomed] | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """Each with the name of its system."""
        icd10 = (f"ICD-10 {code}" for code in self.icd10 or ())
        return (*icd10, *(f"SNOMED CT {code}" for code in self.snomed or ()))


class Withdrawal(Placed):
    """That a leaflet is no longer given out: since when, why, and what to give in its place."""

    on: Day
    because: Text
    instead: Annotated[Code, naming("handout")] | None = None
