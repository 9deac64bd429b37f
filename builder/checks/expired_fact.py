from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, check, error
from builder.diagnostics import Diagnostic


@check("expired-fact")
def expired_fact(case: Case) -> Iterator[Diagnostic]:
    """A safety setting is past the day until which it was signed, or signed for a day to come.

    Row 32 of the checklist: what people act on is signed, for a time.
    """
    for name, fact in sorted(case.handout.site.facts.items()):
        if fact.until is None or fact.signed is None:
            continue  # nobody signs it
        if fact.until < fact.signed:
            message = f"'{name}' is signed until {fact.until}, before it was signed"
            yield error(fact.span, "expired-fact", message)
        elif fact.until < case.today:
            message = f"'{name}' was signed until {fact.until}, which is past"
            hint = f"ask {fact.signed_by} to look at it and sign it again"
            yield error(fact.span, "expired-fact", message, hint)
        elif fact.signed > case.today:
            message = f"'{name}' is signed on {fact.signed}, which is still to come"
            yield error(fact.span, "expired-fact", message)
