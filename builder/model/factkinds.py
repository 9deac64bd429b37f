"""The kinds of fact a site can give: how each is written in its file, and what it then is.

A kind says what is wrong with a value; how a leaflet in some language prints it is
`merge/factwords.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from builder.notation.phone import fault
from builder.place import Text
from builder.source.values import DAY_PATTERN, EMAIL_PATTERN, WEB_PATTERN

FactKind = Literal[
    "address", "date", "days", "dated", "email", "hours", "minutes", "money", "months", "number",
    "phone", "temperature", "text", "times", "web", "weeks",
]  # fmt: skip
# What CLDR calls the kinds that are so many of something.
UNITS: dict[str, str] = {
    "minutes": "duration-minute", "hours": "duration-hour", "days": "duration-day",
    "weeks": "duration-week", "months": "duration-month",
}  # fmt: skip

TEMPERATURE = re.compile(r"([0-9]{2,3}(?:\.[0-9])?)(?:[ \u00a0]?°[ \u00a0]?([CF]))?")
# What a body can have, so that a number says by itself which scale it is of.
BODY = {"C": (35, 43), "F": (95, 110)}
MONEY = re.compile(r"([0-9]{1,9}(?:\.[0-9]{2})?)(?:[ \u00a0]([A-Z]{3}))?")


@dataclass(frozen=True)
class Kind:
    """What a value of a kind is called, and whether a text is one."""

    what: str
    fits: Callable[[str], bool]
    example: str = ""

    def wrong(self, value: Text) -> tuple[str, str] | None:
        """What is wrong with a value, and a hint; None if nothing is."""
        if self.fits(value):
            return None
        hint = f"write it as in '{self.example}'" if self.example else ""
        return f"'{value}' is not {self.what}", fault(value) if self is KINDS["phone"] else hint


def degrees(value: str) -> tuple[str, str] | None:
    """A temperature of a body as its number and its scale, C or F; None for what is none."""
    found = TEMPERATURE.fullmatch(value)
    if found is None:
        return None
    for scale, (least, most) in BODY.items():
        if least <= float(found[1]) < most and found[2] in (None, scale):
            return found[1], scale
    return None


def amount(value: str) -> tuple[str, str] | None:
    """Money as its number and its currency (ISO 4217), "" for that of the site's country."""
    found = MONEY.fullmatch(value)
    return (found[1], found[2] or "") if found else None


def _has(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value, re.DOTALL) is not None


def _day(value: str) -> bool:
    try:
        return bool(re.match(DAY_PATTERN, value) and date.fromisoformat(value))
    except ValueError:
        return False


_ANY, _COUNT = _has(r".*\S.*"), _has(r".*[0-9].*")
KINDS: dict[str, Kind] = {
    "address": Kind("an address", _ANY),
    "date": Kind("a day", _day, "2026-08-06"),
    "days": Kind("a number of days", _COUNT, "28"),
    "dated": Kind("words", _ANY),  # true in one country on one day, both of which are printed
    "email": Kind("a mail address", _has(EMAIL_PATTERN), "ward@example.org"),
    "hours": Kind("a number of hours", _COUNT, "24"),
    "minutes": Kind("a number of minutes", _COUNT, "60"),
    "money": Kind("a sum of money", lambda value: amount(value) is not None, "9.90 GBP"),
    "months": Kind("a number of months", _COUNT, "6"),
    "number": Kind("a number", _has(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?"), "12.5"),
    "phone": Kind("one telephone number", lambda value: not fault(value)),
    "temperature": Kind(
        "a body temperature in °C or °F", lambda value: degrees(value) is not None, "38.0 °C"
    ),
    "text": Kind("words", _ANY),
    "times": Kind("times of day", _ANY),
    "web": Kind("the address of a web page", _has(WEB_PATTERN), "https://www.example.org/"),
    "weeks": Kind("a number of weeks", _COUNT, "6"),
}
