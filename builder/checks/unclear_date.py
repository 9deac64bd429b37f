from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

DATE = re.compile(r"(?<![\w./-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\w/-]|\.\d)")


@advice("unclear-date", safety=True)
def unclear_date(case: Case) -> Iterator[Diagnostic]:
    """A date in figures: 03/04/2026 is in March or in April, by country.

    NHS content guide: dates like 6 August 2026. In texts of every language.
    """
    for passage in case.passages("unclear-date"):
        for match in DATE.finditer(passage.text):
            place = passage.locate(match.group(), match.start())
            message = f"'{match.group()}' is two dates, by country"
            yield warning(place, "unclear-date", message, "write the month in words: 6 August 2026")
