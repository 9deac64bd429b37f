"""Where a value was written.

A `Text` is a string that knows its place, so a check three stages after the
file was read can still say `sources/topics/falls.yaml:12:9`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema


class Span(NamedTuple):
    """A place in a file: the path as an author knows it; line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Source:
    """The lines of one file, to find a word inside a text that spans several."""

    path: str
    lines: tuple[str, ...] = field(repr=False)


class Text(str):
    """A string that remembers where it was written."""

    span: Span
    source: Source | None
    last_line: int

    def __new__(
        cls,
        value: str,
        span: Span | None = None,
        source: Source | None = None,
        last_line: int = 0,
    ) -> Text:
        text = super().__new__(cls, value)
        text.span = span or Span("")
        text.source = source
        text.last_line = last_line or text.span.line
        return text

    def __reduce__(self) -> tuple[Callable[..., Text], tuple[str, Span]]:
        # A worker process needs the place of a text, never the whole file around it.
        return Text, (str(self), self.span)

    def locate(self, words: str) -> Span:
        """The place of `words` inside this text, or of the text itself if they are not there."""
        if self.source and words:
            first, last = self.span.line, max(self.last_line, self.span.line)
            for number in range(first, min(last, len(self.source.lines)) + 1):
                start = self.span.column - 1 if number == first else 0
                column = self.source.lines[number - 1].find(words, start)
                if column >= 0:
                    return Span(self.span.path, number, column + 1)
        return self.span

    @classmethod
    def validate(cls, value: Any) -> Text:
        """`value` if it is a text with something in it.

        Raises PydanticCustomError, whose type is the code of the diagnostic.
        """
        if not isinstance(value, Text):
            raise PydanticCustomError("wrong-kind", "expected text")
        if not value.strip():
            raise PydanticCustomError("empty-text", "the text is empty")
        return value

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


class Fields(dict[Any, Any]):
    """A mapping as it was read: the keys are `Text`, and it knows its place."""

    span: Span


class Items(list[Any]):
    """A list as it was read, with its place."""

    span: Span
