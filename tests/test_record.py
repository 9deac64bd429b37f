"""The record of a release, as somebody reads it: every case there is, in one text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity
from builder.outputs.entry import Entry
from builder.place import Span
from builder.release.record import Held, record, unfinished
from builder.release.refusals import Verdict

EXPECTED = Path(__file__).parent / "record"
TODAY = date(2026, 6, 1)
SIGNED = "consultant: Dr A (2026-05-01)"


def entry(path: str, key: str, signed: str = "") -> Entry:
    name = path.partition("/")[0]
    return Entry(
        path, name, f"Of\n{name}", "standard", "en", "1", "", "hill", "", 1, "", key, (), signed
    )


def verdict(code: str, *why: Diagnostic, **files: str) -> Verdict:
    paths = {f"{code}/{name}.pdf": key for name, key in files.items()}
    return Verdict(code, f"Of {code}", "1", "hill", why, paths, (SIGNED, "pharmacist: B"))


def problem(code: str, message: str) -> Diagnostic:
    return Diagnostic(Span("handouts/torn.yaml", 3, 1), code, Severity.ERROR, message)


def test_the_record_of_a_release(expect: Callable[[Path, str], None]) -> None:
    every = [
        replace(verdict("whole", web="1", standard="2"), allowed=("unsafe-dose, at a.yaml:9:17",)),
        verdict("old", standard="new"),
        verdict("half", web="1", standard="2"),
        verdict("refused", problem("overdue", "It is late"), problem("unset-fact", "No fever")),
        verdict("unread"),
    ]
    paths = {"whole/web.pdf": "1", "whole/standard.pdf": "2", "half/web.pdf": "1"}
    lying = [entry(path, key, SIGNED) for path, key in paths.items()]
    lying += [entry("gone/b.pdf", ""), entry("gone/a.pdf", ""), entry("old/standard.pdf", "old")]
    held = Held({one.path: one for one in lying}, ("notes.txt", "half/standard.pdf"))
    unread = [problem("not-yaml", "A bracket is open")]
    expect(EXPECTED / "record.md", record(every, held, unread, TODAY))


def test_the_record_of_nothing(expect: Callable[[Path, str], None]) -> None:
    expect(EXPECTED / "nothing.md", record([], Held({}), [], TODAY))
    expect(EXPECTED / "unfinished.md", unfinished(TODAY))
