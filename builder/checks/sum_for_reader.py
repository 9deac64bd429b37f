from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.wording import listed
from builder.diagnostics import Diagnostic


@advice("sum-for-reader")
def sum_for_reader(case: Case) -> Iterator[Diagnostic]:
    """The reader has to work out a number: a dose by weight, a day by counting.

    Row 48 of the checklist (PEMAT 7). Words in `readability/LANGUAGE/sums.yaml`.
    """
    message = "'%words%' asks the reader to do a sum"
    yield from listed(case, "sum-for-reader", "sums", message)
