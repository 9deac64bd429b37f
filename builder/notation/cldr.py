"""Days, numbers, sums and names as a language writes them (CLDR, through Babel)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from builder.caches import remembered


@remembered
def day_in_words(day: date, language: str) -> str:
    """A day as the language writes it (CLDR, long): 6 August 2026, 6. August 2026."""
    from babel.dates import format_date  # loaded only where a date is printed

    return str(format_date(day, "long", _locale(language))).replace(" ", "\u00a0")


def grouped(number: int, language: str) -> str:
    """A whole number as the language writes it (CLDR): 1,234."""
    from babel.numbers import format_decimal  # loaded only where such a number is printed

    return str(format_decimal(number, locale=_locale(language)))


def decimal_in_words(number: str, language: str) -> str:
    """A number with the decimal sign of the language, and all its digits (CLDR): 38.0, 38,0."""
    return number.replace(".", str(_locale(language).number_symbols["latn"]["decimal"]))


def counted_in_words(number: int, unit: str, language: str) -> str:
    """So many of a unit as CLDR names it (duration-day), in its right form: 1 day, 28 Tage."""
    from babel.units import format_unit  # loaded only where a fact is so many of something

    return str(format_unit(number, unit, locale=_locale(language), numbering_system="latn"))


def money_in_words(amount: Decimal, currency: str, country: str, language: str) -> str:
    """A sum as the language writes it (CLDR), in the currency of the country if none is given."""
    from babel.numbers import format_currency, get_territory_currencies

    currency = currency or next(iter(get_territory_currencies(country)), "XXX")
    locale = _locale(language)
    return str(format_currency(amount, currency, locale=locale, numbering_system="latn"))


def listed_in_words(names: Sequence[str], language: str) -> str:
    """Several things as a language lists them (CLDR): a, b and c; a، b، اور c."""
    from babel.lists import format_list  # loaded only where there are several

    return str(format_list(names, locale=_locale(language))) if len(names) > 1 else "".join(names)


def country_in_words(country: str, language: str) -> str:
    """The name of a country given by its code, such as IN; what is no code stays as it is."""
    return str(_locale(language).territories.get(country, country))


def language_in_words(language: str, reader: str) -> str:
    """The name of a language, as the language of its `reader` has it: Urdu, English (Ireland)."""
    name = _locale(language).get_display_name(_locale(reader))
    return str(name or language)


@remembered
def script_in_use(language: str) -> str:
    """The script that a language is written in (ISO 15924): as it says, or as CLDR knows."""
    from babel.core import get_global

    first, *rest = language.split("-")
    named = [part for part in rest if len(part) == 4 and part.isalpha()]
    likely = get_global("likely_subtags")
    full = likely.get("_".join([first, *rest])) or likely.get(first, f"{first}_Latn")
    return named[0] if named else str(full).split("_")[1]


@remembered
def _locale(language: str) -> Any:
    """How a language writes dates; as in British English, where nobody has told CLDR."""
    from babel import Locale, UnknownLocaleError

    for name in (language, language.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except UnknownLocaleError:
            continue
    return Locale("en", "GB")
