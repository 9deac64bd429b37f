"""How many pages a handout may have, as its definition says it: `4`, or `multiple of 4`."""

from __future__ import annotations

import re
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from builder.place import Text
from builder.source.values import wrong

PATTERN = r"^(multiple of )?[1-9][0-9]{0,2}$"


class PageCount(NamedTuple):
    """At most so many pages, or any multiple of that."""

    number: int
    multiple: bool

    @classmethod
    def of(cls, written: str) -> PageCount:
        """What an author wrote, which was validated."""
        return cls(int(written.rpartition(" ")[2]), written.startswith("multiple"))

    def met(self, pages: int) -> bool:
        """Whether so many pages are what was asked for."""
        return pages % self.number == 0 if self.multiple else pages <= self.number

    def __str__(self) -> str:
        return f"a multiple of {self.number}" if self.multiple else f"at most {self.number}"

    def below(self, pages: int) -> int:
        """The most pages that are fewer, and are what was asked for; 0 where there are none."""
        return pages - pages % self.number if self.multiple else self.number


def _validate(value: Any) -> Text:
    text = Text.validate(value)
    if not re.match(PATTERN, text) or "\n" in text:
        hint = "write a number, such as 4, or 'multiple of 4'"
        raise wrong("wrong-kind", f"'{text}' is not a number of pages", hint)
    return text


Pages = Annotated[
    Text,
    BeforeValidator(_validate),
    WithJsonSchema({"type": ["string", "integer"], "pattern": PATTERN}),
]
