"""What may not be released, and why: a release holds only what somebody answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from builder.checks.check import SAFETY, Case, check
from builder.diagnostics import Diagnostic, Severity
from builder.model import Handout, HandoutDefinition
from builder.outputs import Entry

REPORT = "release.md"
# What keeps a handout out of a release whatever its author allows: that is for drafts.
NEVER = ("overdue", "unset-fact", "void-approval")


@dataclass(frozen=True)
class Released:
    """A handout that a release holds, in all its editions, and one that it does not, and why.

    `allowed` are the warnings of safety that its authors answer for.
    """

    code: str
    title: str
    version: str
    site: str
    signed: tuple[str, ...] = ()
    why: tuple[Diagnostic, ...] = ()
    allowed: tuple[str, ...] = ()


def released(handout: Handout, why: Sequence[Diagnostic]) -> Released:
    return Released(
        handout.code,
        handout.title.text,
        handout.version.text,
        str(handout.site.site),
        signed=tuple(handout.signature(each) for each in handout.approvals),
        why=tuple(why),
        allowed=tuple(_allowed(handout)),
    )


def unmerged(definition: HandoutDefinition, site: str, why: Sequence[Diagnostic]) -> Released:
    """A handout that could not even be merged."""
    version = definition.version.text
    return Released(str(definition.handout), definition.title.text, version, site, why=tuple(why))


def refuse(decided: list[Released], handout: Handout, why: Sequence[Diagnostic]) -> None:
    """Takes a handout back that could not be drawn."""
    for number, one in enumerate(decided):
        if (one.code, one.site) == (handout.code, handout.site.site):
            decided[number] = replace(one, why=(*one.why, *why))


def _allowed(handout: Handout) -> Iterator[str]:
    """The safety checks that were told to be silent, where, and why."""
    for code in handout.allow:
        if code in SAFETY and code not in NEVER:
            yield f"{code}, at {code.span}"
    for block in handout.blocks():
        for code in block.allow:
            if code in SAFETY and code not in NEVER:
                yield f"{code}, at {code.span}: {block.because}"


def left(entries: Iterable[Released], files: Iterable[Entry]) -> list[Entry]:
    """The files that lie in the folder of a release and are not of what was released now."""
    good = {(one.code, one.site) for one in entries if not one.why}
    return [each for each in files if (each.handout, each.site) not in good]


def report(entries: Sequence[Released], before: Iterable[Entry], today: date) -> str:
    """What a release holds and what it does not, as Markdown; `before` is what lies there still."""
    good = [entry for entry in entries if not entry.why]
    bad = [entry for entry in entries if entry.why]
    lines = [f"# Release of {today.isoformat()}", "", "## Released", ""]
    for one in good:
        lines.append(f"- {_name(one)}; approved by {'; '.join(one.signed)}")
        lines += [f"  - allowed: {each}" for each in one.allowed]
    lines += [] if good else ["Nothing."]
    lines += ["", "## Not released", ""]
    for one in bad:
        lines += [f"- {_name(one)}", *(f"  - {each.message} ({each.code})" for each in one.why)]
    lines += [] if bad else ["Nothing."]
    if old := {(e.handout, e.title, e.version, e.site): None for e in before}:
        lines += ["", "## Still in this folder from an earlier release", ""]
        lines += [f"- {_name(Released(*each))}" for each in old]
    return "\n".join(lines) + "\n"


def _name(one: Released) -> str:
    return f"{one.code} {one.title}, version {one.version}, site {one.site}"


def refusals(case: Case, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The reasons not to release a handout: errors, also in place of warnings in `found`.

    It has mistakes, it is not approved, it is out of date, a safety setting that
    it prints is not set, or a safety check warns.
    """
    handout = case.handout
    yield from (each for each in found if each.severity is Severity.ERROR)
    if not handout.approvals and handout.void is None:
        hint = f"handouts approve {handout.code} --role ROLE --name NAME"
        message = f"'{handout.code}' is not approved for the site '{handout.site.site}'"
        yield Diagnostic(handout.title.span, "not-approved", Severity.ERROR, message, hint)
    warned = [each for each in found if each.code in SAFETY and each.code not in NEVER]
    for each in chain(warned, *(check[code](case) for code in NEVER)):
        yield replace(each, severity=Severity.ERROR)
