"""How a fact of a site reads in a leaflet: with its unit, as the language writes it (CLDR)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from builder.model import Phrases, SiteFact
from builder.model.factkinds import UNITS, FactKind, amount, degrees
from builder.notation.cldr import counted_in_words, country_in_words, day_in_words
from builder.notation.cldr import decimal_in_words as decimal
from builder.notation.cldr import money_in_words as money

SCHEMES = {"phone": "tel:", "email": "mailto:", "web": ""}
# What is one thing stays on one line; words, and times of day, have to be broken somewhere.
BROKEN = ("address", "dated", "text", "times")


def said(
    kind: FactKind, value: str, fact: SiteFact | None, country: str, language: str, words: Phrases
) -> str:
    """The value in words. `fact` is None for a default, which nobody has signed."""
    printed = _said(kind, value, country, language)
    if kind == "dated" and fact is not None and fact.signed is not None:
        printed = words.phrases["dated"].text.replace("%value%", printed)
        printed = printed.replace("%country%", country_in_words(country, language))
        printed = printed.replace("%day%", day_in_words(fact.signed, language))
    return printed if kind in BROKEN else printed.replace(" ", "\u00a0")


def dialled(kind: FactKind, value: str) -> str:
    """The address that a link on it leads to; "" for what is none."""
    return f"{SCHEMES[kind]}{value}" if kind in SCHEMES else ""


def _said(kind: FactKind, value: str, country: str, language: str) -> str:
    if kind in UNITS:
        return _counted(UNITS[kind], value, language)
    if kind == "temperature" and (found := degrees(value)):
        return f"{decimal(found[0], language)} °{found[1]}"
    if kind == "number":
        return decimal(value, language)
    if kind == "money" and (sum_ := amount(value)):
        return money(Decimal(sum_[0]), sum_[1], country, language)
    if kind == "date":
        return day_in_words(date.fromisoformat(value), language)
    return value


def _counted(unit: str, value: str, language: str) -> str:
    """So many of a unit; of "10 to 14" the last number says which form the unit takes."""
    last = re.findall("[0-9]+", value)[-1]
    return counted_in_words(int(last), unit, language).replace(last, value, 1)
