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
SETTLED: set[str] = set()


def settled(name: str) -> Callable[[Check], Check]:
    """A check that finds only errors, and depends on the merged handout alone.

    Where an output stands that was made from the same handout, it has found
    nothing, and finds nothing now.
    """
    SETTLED.add(name)
    return check(name)


def error(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, code, Severity.ERROR, message, hint)


def warning(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, code, Severity.WARNING, message, hint)


def run(case: Case, *, fresh: bool = False) -> Iterator[Diagnostic]:
    """What all checks find; for a handout whose output is fresh, what is not settled yet."""
    for name in check:
        if not (fresh and name in SETTLED):
            yield from check[name](case)
