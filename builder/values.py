"""The kinds of value an author can write in a key, each read strictly.

YAML gives us text; these turn it into numbers, dates, names and colours, or
say in plain words what was expected. The type of each error is the code of
the diagnostic.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from builder.place import Text
from builder.project import Asset

T = TypeVar("T")
NAME_PATTERN = r"^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$"
RESERVED = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}
COLOUR_PATTERN = r"^#[0-9A-Fa-f]{6}$"


def wrong(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """An author's mistake as pydantic carries it; braces in the message stay what they are."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})  # type: ignore[arg-type]


def _whole(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, Text) or not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise wrong("wrong-kind", "expected a whole number")
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, (int, float)):
        return float(value)
    if not isinstance(value, Text) or not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", value):
        raise wrong("wrong-kind", "expected a number, such as 12 or 1.5")
    return float(value)


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, Text) or value not in ("true", "false"):
        raise wrong("wrong-kind", "expected true or false")
    return value == "true"


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        if not isinstance(value, Text) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        message = "expected a day as year-month-day, such as 2026-08-06"
        raise wrong("wrong-kind", message) from None


def _name(value: Any) -> Text:
    name = Text.validate(value)
    if not re.match(NAME_PATTERN, name) or "\n" in name or name in RESERVED:
        hint = "use small letters, digits and hyphens, at most 64, and no reserved file name"
        raise wrong("bad-name", f"'{name}' cannot be a name", hint)
    return name


def _code(value: Any) -> Text:
    code = Text.validate(value)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,30}", code):
        hint = "use letters, digits and hyphens, such as CT-03"
        raise wrong("bad-name", f"'{code}' cannot be the number of a leaflet", hint)
    if code.lower() in RESERVED:
        raise wrong("bad-name", f"'{code}' is a name that some computers reserve")
    return code


def _colour(value: Any) -> Text:
    colour = Text.validate(value)
    if not re.match(COLOUR_PATTERN, colour) or "\n" in colour:
        hint = "quote it: in YAML '#' starts a comment"
        raise wrong("bad-colour", f"'{colour}' is not a colour such as '#1a5f7a'", hint)
    return colour


def _schema(kind: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **more})


Whole = Annotated[int, BeforeValidator(_whole), _schema("integer")]
Number = Annotated[float, BeforeValidator(_number), _schema("number")]
Flag = Annotated[bool, BeforeValidator(_flag), _schema("boolean")]
Day = Annotated[date, BeforeValidator(_day), _schema("string", format="date")]
Name = Annotated[Text, BeforeValidator(_name), _schema("string", pattern=NAME_PATTERN)]
Code = Annotated[Text, BeforeValidator(_code), _schema("string")]
Colour = Annotated[Text, BeforeValidator(_colour), _schema("string", pattern=COLOUR_PATTERN)]
Many = Annotated[tuple[T, ...], Field(min_length=1)]
File = Annotated[Asset, PlainSerializer(lambda asset: [asset.path, asset.sha256])]


def between(low: float, high: float) -> BeforeValidator:
    """A bound for the number field it stands before, told in plain words."""

    def check(value: Any) -> Any:
        try:
            number = float(value)
        except (TypeError, ValueError):
            return value
        if not low <= number <= high:
            raise wrong("out-of-range", f"{value} is not between {low:g} and {high:g}")
        return value

    return BeforeValidator(check)
