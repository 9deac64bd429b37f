"""Problems found in sources, as values.

A stage that finds a problem reports it and goes on, so that one run shows
them all. Exceptions are for our own bugs and for the machine (a full disk).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from builder.place import Span


class Severity(StrEnum):
    """How bad a problem is: an error stops the handout, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem: where it is, what is wrong, and what to do about it."""

    span: Span
    code: str
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.span}: {self.severity}[{self.code}]: {self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


@dataclass(frozen=True)
class Alike:
    """Warnings of one kind in one file: the first of them, and the others."""

    first: Diagnostic
    others: tuple[Diagnostic, ...] = ()


def alike(found: Iterable[Diagnostic]) -> list[Alike]:
    """Each error by itself, in the order given, then the warnings of a kind in a file together."""
    every = [*found]
    kinds: dict[tuple[str, str], list[Diagnostic]] = {}
    for each in every:
        if each.severity is Severity.WARNING:
            kinds.setdefault((each.span.path, each.code), []).append(each)
    errors = [Alike(each) for each in every if each.severity is Severity.ERROR]
    return errors + [Alike(first, tuple(others)) for first, *others in kinds.values()]


class Sink:
    """Where the stages put the problems they find."""

    def __init__(self, *found: Iterable[Diagnostic]) -> None:
        self._found: dict[Diagnostic, None] = {}
        for diagnostics in found:
            self.extend(diagnostics)

    def error(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.add(Diagnostic(span, code, Severity.ERROR, message, hint))

    def warning(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.add(Diagnostic(span, code, Severity.WARNING, message, hint))

    def add(self, diagnostic: Diagnostic) -> None:
        message, hint = _printable(diagnostic.message), _printable(diagnostic.hint)
        self._found[replace(diagnostic, message=message, hint=hint)] = None

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self.add(diagnostic)

    @property
    def failed(self) -> bool:
        return any(d.severity is Severity.ERROR for d in self._found)

    def errors(self) -> list[Diagnostic]:
        return [each for each in self.sorted() if each.severity is Severity.ERROR]

    def sorted(self) -> list[Diagnostic]:
        """All of them once, in the order of the files."""
        return sorted(self._found)


def _printable(text: str) -> str:
    """The text on one line of at most 500 characters, whatever an author typed."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[:501])
    return shown if len(shown) <= 500 else shown[:499] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of the `known` words that is most like `word`; "" if none is near."""
    from difflib import get_close_matches  # loaded only where something is wrong

    return next(iter(get_close_matches(word[:100], sorted(known), n=1)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest of the `known` words, or all of them if none is near."""
    names = sorted(known)
    if close := nearest(word, names):
        return f"did you mean '{close}'?"
    return f"one of: {', '.join(names)}" if names else ""
