"""For which leaflets a text is printed: `when: {audience: carer, not: {edition: web}}`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from builder.place import WORDS, Fields, Items, Span, Text
from builder.source.values import wrong

NOT = "not"
EXAMPLE = "write a word and its value, such as {audience: carer}"
ONE = "say each in a 'when' of its own, on blocks of their own"
Circumstances = Mapping[str, Collection[str]]  # what is true of a leaflet: the values of a word


class Said(NamedTuple):
    """A word of a condition, and the values of which one must be true of the leaflet."""

    word: Text
    values: tuple[Text, ...]

    def holds(self, true: Circumstances) -> bool:
        known = true.get(str(self.word), ())
        return any(str(value) in known for value in self.values)

    def __str__(self) -> str:
        return f"{self.word}: {' or '.join(self.values)}"


@dataclass(frozen=True)
class When:
    """All of `only` must be true of a leaflet that prints the text, and none of `never`."""

    only: tuple[Said, ...] = ()
    never: tuple[Said, ...] = ()

    def holds(self, true: Circumstances) -> bool:
        """Whether a leaflet prints the text of which this is `true`."""
        met = all(said.holds(true) for said in self.only)
        return met and not any(said.holds(true) for said in self.never)

    def both(self, other: When | None) -> When:
        """The condition of a text with this one, inside of another."""
        if other is None:
            return self
        return When((*other.only, *self.only), (*other.never, *self.never))

    @property
    def said(self) -> Iterator[Said]:
        """All that it asks."""
        yield from self.only
        yield from self.never

    @property
    def span(self) -> Span:
        return next(self.said).word.span

    def __str__(self) -> str:
        told = [*map(str, self.only), *(f"not {said}" for said in self.never)]
        return ", ".join(dict.fromkeys(told))

    @classmethod
    def validate(cls, value: Any) -> When:
        """Raises PydanticCustomError, whose type is the code of the diagnostic."""
        if isinstance(value, When):
            return value
        if not isinstance(value, Fields) or not value:
            raise wrong("wrong-kind", "expected a word of a condition with its value", EXAMPLE)
        only = tuple(_said(word, each) for word, each in value.items() if word != NOT)
        return cls(only, _never(value[NOT]) if NOT in value else ())

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
        return {"$comment": "when"}  # `authors.schema` puts the words of the project in its place


def _never(value: Any) -> tuple[Said, ...]:
    """What must not be true: one thing, for of two nobody can tell whether either is enough."""
    if not isinstance(value, Fields) or not value:
        raise wrong("wrong-kind", "expected a word of a condition with its value", EXAMPLE)
    if len(value) > 1:
        raise wrong("two-conditions", "'not' is of one word", ONE, list(value)[1].span)
    return tuple(_said(word, each) for word, each in value.items())


def _said(word: Text, value: Any) -> Said:
    return Said(word, _values(value))


def _values(value: Any) -> tuple[Text, ...]:
    """One value, or a list of them."""
    if isinstance(value, tuple):
        return value
    values = value if isinstance(value, Items) else [value]
    if not values:
        raise wrong("empty-list", "the list is empty", "name the values", value.span)
    return tuple(map(_value, values))


def _value(value: Any) -> Text:
    """A value with its place, if it is wrong: it is read before the rest of the condition is."""
    try:
        return Text.validate(value)
    except PydanticCustomError as problem:
        span = getattr(value, "span", None)
        raise wrong(problem.type, problem.message(), span=span) from None


_ONE = {"type": WORDS, "minLength": 1}
VALUES = {"anyOf": [_ONE, {"type": "array", "items": _ONE, "minItems": 1}]}
Values = Annotated[tuple[Text, ...], BeforeValidator(_values), WithJsonSchema(VALUES)]
