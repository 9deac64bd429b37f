"""A place in a handout for what is true of one person only: `fields` of a definition."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from builder.model.placed import Placed
from builder.source.cells import Lined
from builder.source.inline import Rich
from builder.source.values import Whole, between, wrong


class PersonalField(Placed):
    """What a list of recipients may say of each: a day, a ward, a name.

    `most` is how many characters its place has room for. `blank` is what stands there
    where nobody has filled it in: words with a line to write on.
    """

    label: Rich
    kind: Literal["text", "date", "phone"] = "text"
    most: Annotated[Whole, between(1, 200)] = 60
    blank: Lined | None = None

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.blank is not None and not any(run.blank for run in self.blank.runs):
            hint = "it stands there for a person of whom nobody has said it: write ____ in it"
            raise wrong("missing-key", "'blank' has no line to write on", hint, self.blank.span)
        return self
