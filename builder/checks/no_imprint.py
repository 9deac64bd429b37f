from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("no-imprint")
def no_imprint(case: Case) -> Iterator[Diagnostic]:
    """The layout does not end with an imprint.

    Rows 60 and 62 of the checklist (Accessible Information Standard; PIF TICK 8): the
    last page offers other formats and an interpreter, and says where to send
    comments. The imprint does.
    """
    parts = [str(name) for name in case.handout.layout.parts]
    if not set(parts[parts.index("contents") :]) & {"imprint", "short-imprint", "sheet-imprint"}:
        span = case.handout.layout.parts[-1].span
        hint = "write 'imprint' or 'short-imprint' after 'contents'"
        yield warning(span, "no-imprint", "no imprint follows the contents", hint)
