"""What a mail says around the leaflets it brings: `sources/letters/*.yaml`."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import model_validator

from builder.model.placed import Placed
from builder.source.inline import Rich
from builder.source.values import Language, Many, Name, naming, wrong

# What stands for something in a line of a letter: key -> what it must hold.
HOLDS = {"dear": "%name%", "leaflet": "%title%"}


class Letter(Placed):
    """The words of a mail in one language, for one site or for all.

    `dear` greets by name and `hello` whoever has none; `leaflet` is one line of the list of
    leaflets, and may hold `%version%`, too. `locked` is said where the files have a password.
    """

    letter: Name
    language: Annotated[Language, naming("language")]
    site: Annotated[Name, naming("site")] | None = None
    subject: Rich
    hello: Rich
    dear: Rich
    before: Many[Rich]
    leaflet: Rich
    locked: tuple[Rich, ...] = ()
    after: Many[Rich]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for key, sign in HOLDS.items():
            line: Rich = getattr(self, key)
            if sign not in line.text:
                message = f"'{key}' has no {sign}"
                raise wrong("phrase-value", message, f"write {sign} where it belongs", line.span)
        return self
