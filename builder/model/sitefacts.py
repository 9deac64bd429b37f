"""Which facts the sites of a project give, and where leaflets say them: `sources/facts.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Self

from pydantic import ValidationInfo, model_validator

from builder.model.factkinds import KINDS, FactKind
from builder.model.placed import Placed, once
from builder.model.signs import ALL
from builder.place import Text
from builder.source.cells import Lined
from builder.source.inline import Rich
from builder.source.values import Flag, Language, Many, Name, naming, wrong

TAKEN = ("name", "web")  # what `{site.…}` means without any fact


class DeclaredFact(Placed):
    """One fact that each site gives: what it is, of which kind, and how it reads while it is blank.

    One about `safety` has no default, and a role signs its value until a day. `said_as` are
    words by which a text would say it itself, where the site's own value belongs.
    """

    id: Name
    label: Rich
    kind: FactKind = "text"
    safety: Flag = True
    blank: Lined
    default: Text | None = None
    licence: Flag = False
    said_as: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if not any(run.blank for run in self.blank.runs):
            message = f"'{self.id}' has no line to write on"
            raise wrong("fact-blank", message, "write ____ where it belongs", self.blank.span)
        if self.default is None:
            return self
        if self.safety:
            message = f"'{self.id}' is about safety, and has no default"
            hint = "what is right at one place is dangerous at another; each site signs its own"
            raise wrong("safety-default", message, hint, self.default.span)
        if mistake := KINDS[self.kind].wrong(self.default):
            raise wrong("bad-fact", *mistake, self.default.span)
        return self


class FactLine(Placed):
    """A line of the imprint: what introduces a fact, and the fact."""

    fact: Annotated[Name, naming("fact")]
    says: Rich


class StripLine(FactLine):
    """A line of the safety strip.

    One for `every_page` is also on the pages between the first and the last; one for some
    `treatments` stands in their leaflets alone.
    """

    every_page: Flag = False
    treatments: Many[Annotated[Name, naming("treatment")]] | None = None

    def belongs(self, treatment: str | None) -> bool:
        """Whether it stands in a leaflet about that treatment, all of them, or none (None)."""
        return self.treatments is None or treatment == ALL or treatment in self.treatments


class Facts(Placed):
    """Every fact that sites give, in the language its words are in; where leaflets say them."""

    language: Language
    facts: Many[DeclaredFact]
    strip: tuple[StripLine, ...] = ()
    imprint: tuple[FactLine, ...] = ()

    @model_validator(mode="after")
    def _each_once(self, info: ValidationInfo) -> Self:
        once((each.id for each in self.facts), "fact", info)
        once((each.fact for each in self.strip), "strip line", info)
        once((each.fact for each in self.imprint), "imprint line", info)
        for each in self.facts:
            if each.id in TAKEN:
                message = f"a fact cannot be called '{each.id}': every site has one of that name"
                raise wrong("duplicate-name", message, span=each.id.span)
        return self

    @cached_property
    def by_name(self) -> Mapping[str, DeclaredFact]:
        return {str(each.id): each for each in self.facts}

    @cached_property
    def words(self) -> Mapping[str, Mapping[Text, Rich]]:
        """What leaflets print of them, by the groups that a file of phrases translates."""
        return {
            "facts": {each.id: each.label for each in self.facts},
            "blanks": {each.id: each.blank for each in self.facts},
            "strip": {each.fact: each.says for each in self.strip},
            "imprint": {each.fact: each.says for each in self.imprint},
        }


NO_FACTS = Facts.model_construct(language=Text("en"), facts=(), strip=(), imprint=())
