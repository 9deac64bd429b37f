"""The kinds of value an author can write in a key, each read strictly.

YAML gives us text; these turn it into numbers, dates, names and colours, or
say in plain words what was expected. The type of each error is the code of
the diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from builder.notation.addresses import fault as link_fault
from builder.notation.clinicalcodes import ICD10, icd10_fault, snomed_fault
from builder.notation.days import meant
from builder.notation.direction import LANGUAGE
from builder.notation.phone import fault
from builder.place import WORDS, Span, Text
from builder.project import Asset

T = TypeVar("T")
NAME_PATTERN = r"^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$"
CODE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9-]{0,30}$"
RESERVED = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}
DAY_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
EMAIL_PATTERN = r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
CURRENCY_PATTERN = r"^[A-Z]{3}$"  # ISO 4217
COLOUR_PATTERN = r"^#[0-9A-Fa-f]{6}$"
LANGUAGE_PATTERN = f"^{LANGUAGE}$"
# A host in ASCII (another script as xn--), perhaps a port, and plain parts of a path.
WEB_PATTERN = (
    r"^https://[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
    r"(?::[0-9]{1,5})?(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)*/?$"
)


def wrong(code: str, message: str, hint: str = "", span: Span | None = None) -> PydanticCustomError:
    """An author's mistake as pydantic carries it; braces in the message stay what they are.

    Without a `span` it is at the place of the value that is validated.
    """
    context = {"message": message, "hint": hint, "span": span}
    return PydanticCustomError(code, "{message}", context)


def _whole(value: Any) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, Text) or not value:
        raise wrong("wrong-kind", "expected a whole number")
    if not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise wrong("wrong-kind", f"'{value}' is not a whole number")
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, (int, float)):
        return float(value)
    if not isinstance(value, Text) or not value:
        raise wrong("wrong-kind", "expected a number")
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", value):
        raise wrong("wrong-kind", f"'{value}' is not a number such as 12 or 1.5")
    return float(value)


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, Text) or not value:
        raise wrong("wrong-kind", "expected true or false")
    if value not in ("true", "false"):
        raise wrong("wrong-kind", f"'{value}' is neither true nor false")
    return value == "true"


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, Text) or not value:
        raise wrong("wrong-kind", "expected a day")
    try:
        if not re.fullmatch(DAY_PATTERN, value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        days = " or ".join(map(str, meant(value)))
        hint = f"write {days}" if days else "write year-month-day, such as 2026-08-06"
        raise wrong("wrong-kind", f"'{value}' is not a day", hint) from None


def _name(value: Any) -> Text:
    name = Text.validate(value)
    if not re.match(NAME_PATTERN, name) or "\n" in name or name in RESERVED:
        hint = "use small letters, digits and hyphens, at most 64, and no reserved file name"
        raise wrong("bad-name", f"'{name}' cannot be a name", hint)
    return name


def _code(value: Any) -> Text:
    code = Text.validate(value)
    if not re.fullmatch(CODE_PATTERN, code):
        hint = "use letters, digits and hyphens, such as CT-03"
        raise wrong("bad-name", f"'{code}' cannot be the number of a leaflet", hint)
    if code.lower() in RESERVED:
        raise wrong("bad-name", f"'{code}' is a name that some computers reserve")
    return code


def _currency(value: Any) -> Text:
    text = Text.validate(value)
    if not re.match(CURRENCY_PATTERN, text) or "\n" in text:
        hint = "write its three letters, such as GBP"
        raise wrong("wrong-kind", f"'{text}' is no currency", hint)
    return text


def _colour(value: Any) -> Text:
    colour = Text.validate(value)
    if not re.match(COLOUR_PATTERN, colour) or "\n" in colour:
        hint = "write '#' and six of 0-9 and a-f, all in quotes: '#1a5f7a'"
        raise wrong("bad-colour", f"'{colour}' is not a colour", hint)
    return colour


def _language(value: Any) -> Text:
    language = Text.validate(value)
    if not re.match(LANGUAGE_PATTERN, language) or "\n" in language:
        hint = "write its code, such as en, en-GB or hi"
        raise wrong("bad-language", f"'{language}' is not the code of a language", hint)
    return language


def _phone(value: Any) -> Text:
    phone = Text.validate(value)
    if hint := fault(phone):
        raise wrong("bad-phone", f"'{phone}' cannot be dialled", hint)
    return phone


def _email(value: Any) -> Text:
    email = Text.validate(value)
    if not re.fullmatch(EMAIL_PATTERN, email):
        raise wrong("bad-email", f"'{email}' is not an e-mail address")
    return email


def _https_link(value: Any) -> Text:
    """The address of any page: a map, a film."""
    address = Text.validate(value)
    if not address.startswith("https://"):
        raise wrong("bad-address", f"'{address}' is no address", "it starts with https://")
    if mistake := link_fault(address):
        raise wrong("bad-address", *mistake)
    return address


def _web_address(value: Any) -> Text:
    """An https address of a folder; it ends in a slash, whether one was written or not."""
    address = Text.validate(value)
    if not re.fullmatch(WEB_PATTERN, address):
        hint = "write it from https:// to the folder, with no spaces and nothing after '?' or '#'"
        raise wrong("bad-address", f"'{address}' is not the address of a folder", hint)
    return Text(address.rstrip("/") + "/", address.span)


def _icd10(value: Any) -> Text:
    return _coded(value, "ICD-10", icd10_fault)


def _snomed(value: Any) -> Text:
    return _coded(value, "SNOMED CT", snomed_fault)


def _coded(value: Any, system: str, fault: Callable[[str], str]) -> Text:
    code = Text.validate(value)
    if hint := fault(code):
        raise wrong("bad-code", f"'{code}' is no code of {system}", hint)
    return code


def _schema(kind: str | list[str], **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **more})


Whole = Annotated[int, BeforeValidator(_whole), _schema("integer")]
Number = Annotated[float, BeforeValidator(_number), _schema("number")]
Flag = Annotated[bool, BeforeValidator(_flag), _schema("boolean")]
Day = Annotated[date, BeforeValidator(_day), _schema("string", format="date", pattern=DAY_PATTERN)]
Name = Annotated[Text, BeforeValidator(_name), _schema(WORDS, pattern=NAME_PATTERN)]
Code = Annotated[Text, BeforeValidator(_code), _schema(WORDS, pattern=CODE_PATTERN)]
Language = Annotated[Text, BeforeValidator(_language), _schema("string", pattern=LANGUAGE_PATTERN)]
Phone = Annotated[Text, BeforeValidator(_phone), _schema(["string", "integer"])]
Email = Annotated[Text, BeforeValidator(_email), _schema("string", format="email")]
WebAddress = Annotated[
    Text, BeforeValidator(_web_address), _schema("string", format="uri", pattern=WEB_PATTERN)
]
HttpsLink = Annotated[Text, BeforeValidator(_https_link), _schema("string", format="uri")]
Currency = Annotated[Text, BeforeValidator(_currency), _schema("string", pattern=CURRENCY_PATTERN)]
Colour = Annotated[Text, BeforeValidator(_colour), _schema("string", pattern=COLOUR_PATTERN)]
Icd10 = Annotated[Text, BeforeValidator(_icd10), _schema("string", pattern=f"^{ICD10.pattern}$")]
Snomed = Annotated[Text, BeforeValidator(_snomed), _schema(WORDS, pattern="^[0-9]{6,18}$")]
NAMING = "$naming"  # in the schema of a field that names a thing: the kind of it
Many = Annotated[tuple[T, ...], Field(min_length=1)]
File = Annotated[Asset, PlainSerializer(lambda asset: [asset.path, asset.sha256])]


@dataclass(frozen=True)
class naming:  # noqa: N801 - it reads as a word of the field it stands in
    """Says that the field it stands in names a thing of a kind: editors offer those there are."""

    kind: str

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), NAMING: self.kind}


@dataclass(frozen=True)
class between:  # noqa: N801 - it reads as a word of the field it stands in
    """A bound for the number field it stands in, told in plain words."""

    low: float
    high: float

    def check(self, value: Any) -> Any:
        try:
            number = float(value)
        except (TypeError, ValueError):
            return value
        if not self.low <= number <= self.high:
            raise wrong("out-of-range", f"{value} is not between {self.low:g} and {self.high:g}")
        return value

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "minimum": self.low, "maximum": self.high}
