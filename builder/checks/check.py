"""What a check is: a rule over one merged handout, which reports and never changes anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from builder.diagnostics import Diagnostic, Severity
from builder.model import Claim, Handout
from builder.place import Span
from builder.registry import Registry


@dataclass(frozen=True)
class Case:
    """What a check looks at: a handout, the claims its blocks cite, and today's date."""

    handout: Handout
    claims: dict[str, Claim]
    today: date


Check = Callable[[Case], Iterator[Diagnostic]]
check: Registry[Check] = Registry("check", "builder.checks")


def error(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, code, Severity.ERROR, message, hint)


def warning(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, code, Severity.WARNING, message, hint)


def run(case: Case) -> Iterator[Diagnostic]:
    """What all checks find."""
    for name in check:
        yield from check[name](case)
