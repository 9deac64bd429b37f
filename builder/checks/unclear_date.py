from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.notation.cldr import day_in_words
from builder.notation.days import readings

DATE = re.compile(r"(?<![\w./-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\w/-]|\.\d)")


@advice("unclear-date", safety=True)
def unclear_date(case: Case) -> Iterator[Diagnostic]:
    """A date in figures: 03/04/2026 is in March or in April, by country.

    NHS content guide: dates like 6 August 2026. In texts of every language.
    25.11.2026 can only be read in one way, and 31.02.2026 in none.
    """
    for passage in case.passages("unclear-date"):
        for match in DATE.finditer(passage.text):
            days = readings(match.group())
            if len(days) == 1 or (not days and len(match.group()) < len("1/1/2026")):
                continue
            place = passage.locate(match.group(), match.start())
            wrong = "is two dates, by country" if days else "is no day of the calendar"
            words = [day_in_words(day, passage.language).replace("\u00a0", " ") for day in days]
            hint = f"write the month in words: {' or '.join(words) or '6 August 2026'}"
            yield warning(place, "unclear-date", f"'{match.group()}' {wrong}", hint)
