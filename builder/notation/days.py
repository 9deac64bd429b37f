"""Days as people write them, and which days that may be."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

FIGURES = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})(?:[T ].*)?")
MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if number}
DAY, MONTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?", "(?P<month>[A-Za-z]{3,9})"
IN_WORDS = (
    re.compile(rf"{DAY} {MONTH},? (?P<year>[0-9]{{4}})"),
    re.compile(rf"{MONTH} {DAY},? (?P<year>[0-9]{{4}})"),
)


def readings(figures: str) -> list[date]:
    """The days that a date in figures may be, with the day before the month and after it.

    >>> [len(readings(f)) for f in ("03/04/2026", "25.11.2026", "11/25/26", "31/31/2026")]
    [2, 1, 1, 0]
    """
    match = FIGURES.fullmatch(figures)
    if not match:
        return []
    first, second = int(match[1]), int(match[3])
    year = int(match[4]) + 2000 * (len(match[4]) == 2)
    return _real([(year, second, first), (year, first, second)])


def meant(text: str) -> list[date]:
    """The days that a text may be which is no year-month-day, in figures or in English."""
    if match := YEAR_FIRST.fullmatch(text):
        return _real([(int(match[1]), int(match[3]), int(match[4]))])
    for pattern in IN_WORDS:
        if (match := pattern.fullmatch(text)) and (month := MONTHS.get(match["month"][:3].lower())):
            return _real([(int(match["year"]), month, int(match["day"]))])
    return readings(text)


def _real(days: Iterable[tuple[int, int, int]]) -> list[date]:
    """Those that are in the calendar, each once."""
    found: dict[date, None] = {}
    for year, month, day in days:
        try:
            found[date(year, month, day)] = None
        except ValueError:
            continue
    return list(found)


def later(day: date, months: int) -> date:
    """The day so many months on; the last of a month that has no such day, and of the calendar.

    >>> later(date(2028, 2, 29), 12), later(date(9998, 6, 1), 24)
    (datetime.date(2029, 2, 28), datetime.date(9999, 12, 31))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
