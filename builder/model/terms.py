"""Words with their plain words, and the builder's own: `terms.yaml`, `phrases/*.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from builder.model.placed import Placed
from builder.place import ByName
from builder.source.cells import Lined
from builder.source.inline import Rich
from builder.source.values import Flag, Language, Many, Name


class Term(Placed):
    """A medical word with its plain word: an entry of `sources/terms.yaml`."""

    id: Name
    term: Rich
    plain: Rich
    say: Rich | None = None
    meaning: Rich


class Terms(Placed):
    """The words we explain."""

    terms: Many[Term]


class Phrases(Placed):
    """The builder's own words in one language: `builder/phrases/*.yaml`.

    The words of a project's facts are where it declares them; here they are in other languages:
    `facts` are what these are called, `blanks` what each reads while nobody has signed it, with a
    line to write on, `strip` and `imprint` what introduces them there. `desk` is what the page
    says where staff find a leaflet: no leaflet prints it, so a language need not have it. `words`
    are titles of editions and roles, by their words where they are written. `reviewed` says
    whether somebody who grew up with the language has read them.
    """

    language: Language
    reviewed: Flag | None = None
    phrases: Annotated[ByName[Rich], Field(default_factory=dict)]
    facts: Annotated[ByName[Rich], Field(default_factory=dict)]
    blanks: Annotated[ByName[Lined], Field(default_factory=dict)]
    strip: Annotated[ByName[Rich], Field(default_factory=dict)]
    imprint: Annotated[ByName[Rich], Field(default_factory=dict)]
    words: Annotated[ByName[Rich], Field(default_factory=dict)]
    desk: Annotated[ByName[Rich], Field(default_factory=dict)]
