"""Warning signs, each said once: `sources/signs.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple, Protocol, Self

from pydantic import ValidationInfo, model_validator

from builder.model.placed import Placed, once
from builder.place import Text
from builder.source.inline import Rich
from builder.source.values import Flag, Language, Many, Name, naming

ALL = "all"  # signs that every treatment has; a handout about all treatments
# How soon a reader acts on a sign: by the emergency number first; by ringing the team now, day or
# night; by ringing within a day; by telling the team at the next visit.
Urgency = Literal["emergency", "now", "day", "visit"]


class Sign(Placed):
    """A warning sign in plain words, how soon to act on it, and after which treatments.

    `skin` is how it shows on all tones of skin, `seen` what a carer sees of it. At one with
    `carer_acts` the person may be unable to ring. `named` are the words by which a text speaks
    of it in passing.
    """

    id: Name
    words: Rich
    treatments: Many[Annotated[Name, naming("treatment")]]
    urgency: Urgency
    group: Name | None = None
    skin: Rich | None = None
    seen: Rich | None = None
    carer_acts: Flag = False
    named: tuple[Text, ...] = ()
    claims: tuple[Annotated[Name, naming("claim")], ...] = ()

    def belongs(self, treatment: str) -> bool:
        """Whether people must be told of it who have the treatment."""
        return treatment == ALL or ALL in self.treatments or treatment in self.treatments


class Citing(Protocol):
    """What cites claims."""

    @property
    def claims(self) -> tuple[Text, ...]: ...


def with_claims_of(cited: Iterable[Citing], claims: Iterable[Text]) -> tuple[Text, ...]:
    """The claims of a block, and those that what it prints cites, each once."""
    return tuple(dict.fromkeys((*claims, *(name for each in cited for name in each.claims))))


class Signs(Placed):
    """Every warning sign there is, and the language its words are in."""

    language: Language | None = None
    signs: Many[Sign]

    @model_validator(mode="after")
    def _each_once(self, info: ValidationInfo) -> Self:
        once((each.id for each in self.signs), "sign", info)
        return self


class Asked(NamedTuple):
    """The signs that a list asks for.

    None is those of any group, and those of the leaflet's own treatment. A list for a
    `carer` has what a carer sees, and does not stand for the signs themselves.
    """

    urgency: str
    groups: tuple[str, ...] | None = None
    treatment: str | None = None
    carer: bool = False

    def plain(self) -> tuple[str, tuple[str, ...] | None, str | None, bool]:
        """The same in words that do not know where they were written."""
        groups = None if self.groups is None else tuple(map(str, self.groups))
        treatment = None if self.treatment is None else str(self.treatment)
        return str(self.urgency), groups, treatment, bool(self.carer)

    def picks(self, sign: Sign, treatment: str | None) -> bool:
        """Whether the list prints the sign in a leaflet about that treatment (None is any)."""
        if sign.urgency != self.urgency or (self.carer and sign.seen is None):
            return False
        of_these = self.groups is None or sign.group in self.groups
        return of_these and sign.belongs(self.treatment or treatment or ALL)
