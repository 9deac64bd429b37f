"""A place in a handout for what is true of one person only: `fields` of a definition."""

from __future__ import annotations

from typing import Annotated, Literal

from builder.model.placed import Placed
from builder.source.inline import Rich
from builder.source.values import Whole, between


class PersonalField(Placed):
    """What a list of recipients may say of each: a day, a ward, a name.

    `most` is how many characters its place has room for. `blank` is what stands there
    where nobody has filled it in: words with a line to write on.
    """

    label: Rich
    kind: Literal["text", "date", "phone"] = "text"
    most: Annotated[Whole, between(1, 200)] = 60
    blank: Rich | None = None
