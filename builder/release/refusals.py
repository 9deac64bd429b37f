"""What may not be released, and why: a release holds only what somebody answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Self

from builder.checks.check import SAFETY, Case, check
from builder.diagnostics import Diagnostic, Severity
from builder.model import Handout, HandoutDefinition

# What keeps a handout out of a release whatever its author allows: that is for drafts.
NEVER = ("incomplete-imprint", "no-address", "overdue", "unset-fact", "void-approval")


@dataclass(frozen=True)
class Verdict:
    """What was decided of a handout in all its editions: why it is not printed, if it is not.

    `files` are the paths of its editions with the keys they are made under, `signed`
    says who approved it, `allowed` which warnings of safety its authors answer for.
    """

    code: str
    title: str
    version: str
    site: str
    why: tuple[Diagnostic, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    signed: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()

    @classmethod
    def of(cls, handout: Handout, why: Iterable[Diagnostic], files: Mapping[str, str]) -> Self:
        return cls(
            handout.code,
            handout.title.text,
            handout.version.text,
            str(handout.site.site),
            tuple(why),
            files,
            tuple(handout.signature(each) for each in handout.approvals),
            tuple(_allowed(handout)),
        )

    @classmethod
    def unmerged(cls, definition: HandoutDefinition, site: str, why: Iterable[Diagnostic]) -> Self:
        """Of a handout that could not even be merged."""
        version = definition.version.text
        return cls(str(definition.handout), definition.title.text, version, site, tuple(why))

    @classmethod
    def again(cls, code: str, site: str, files: Iterable[str]) -> Self:
        """Of a draft of which nothing has changed, and whose files stand."""
        return cls(code, "", "", site, files=dict.fromkeys(files, ""))

    def refused(self, why: Iterable[Diagnostic]) -> Verdict:
        """The same, where drawing found further reasons."""
        return replace(self, why=(*self.why, *why))

    @property
    def good(self) -> bool:
        return not self.why and bool(self.files)


def _allowed(handout: Handout) -> Iterator[str]:
    """The safety checks that were told to be silent, where, and why."""
    for code in handout.allow:
        if code in SAFETY and code not in NEVER:
            yield f"{code}, at {code.span}"
    for block in handout.blocks():
        for code in block.allow:
            if code in SAFETY and code not in NEVER:
                yield f"{code}, at {code.span}: {block.because}"


def refusals(case: Case, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The reasons not to release a handout: errors, also in place of warnings in `found`.

    It has mistakes, it is not approved, it is out of date, a safety setting that
    it prints is not set, nobody has said who publishes it, or a safety check warns.
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
