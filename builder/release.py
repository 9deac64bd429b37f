"""What may not be released, and why: a release holds only what somebody answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder.approvals import signature
from builder.checks.check import SAFETY, Case, check
from builder.diagnostics import Diagnostic, Severity
from builder.model import Handout

REPORT = "release.md"


@dataclass(frozen=True)
class Released:
    """A handout that a release holds, in all its editions, and one that it does not, and why."""

    code: str
    title: str
    site: str
    version: str
    signed: tuple[str, ...] = ()
    why: tuple[Diagnostic, ...] = ()


def released(handout: Handout, why: Sequence[Diagnostic]) -> Released:
    signed = tuple(signature(handout, each) for each in handout.approvals)
    site, version = str(handout.site.site), handout.version.text
    return Released(handout.code, handout.title.text, site, version, signed, tuple(why))


def report(entries: Iterable[Released], today: date) -> str:
    """What a release holds and what it does not, as Markdown."""
    good = [entry for entry in entries if not entry.why]
    bad = [entry for entry in entries if entry.why]
    lines = [f"# Release of {today.isoformat()}", "", "## Released", ""]
    lines += [f"- {_name(one)}; approved by {'; '.join(one.signed)}" for one in good] or [
        "Nothing."
    ]
    lines += ["", "## Not released", ""]
    for one in bad:
        lines += [f"- {_name(one)}", *(f"  - {each.message} ({each.code})" for each in one.why)]
    lines += [] if bad else ["Nothing."]
    return "\n".join(lines) + "\n"


def _name(one: Released) -> str:
    return f"{one.code} {one.title}, version {one.version}, site {one.site}"


def refusals(case: Case, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The reasons not to release a handout: errors in place of the warnings in `found`.

    It is not approved, it is out of date, a safety setting that it prints is not
    set, or a safety check warns. An unset fact that the site allows for drafts is
    no less a reason.
    """
    handout = case.handout
    if not handout.approvals and handout.void is None:
        hint = f"handouts approve {handout.code} --role ROLE --name NAME"
        message = f"'{handout.code}' is not approved for the site '{handout.site.site}'"
        yield Diagnostic(handout.title.span, "not-approved", Severity.ERROR, message, hint)
    warned = [each for each in found if each.code in SAFETY and each.code != "unset-fact"]
    for each in (*warned, *check["unset-fact"](case)):
        yield replace(each, severity=Severity.ERROR)
