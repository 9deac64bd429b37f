"""The handouts there are, merged, with the approvals that hold: the one way to all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.diagnostics import Diagnostic, Sink
from builder.library.library import Library
from builder.library.which import Editions, Which, documents
from builder.merge.merge import in_edition, merge
from builder.model import Handout
from builder.project import Project
from builder.sign.approvals import UNUSABLE, approved
from builder.sign.fingerprint import fingerprint

DIGITS = 12  # of a fingerprint, in the names of form fields


@dataclass(frozen=True)
class Merged:
    """A document, merged once for those of its editions that were asked for.

    `handout` is it in the first of them; None where mistakes keep it from being
    merged. What merging found is `found`.
    """

    which: Editions
    handout: Handout | None
    found: tuple[Diagnostic, ...]

    def in_each(self) -> Iterator[Handout]:
        """The handout in each edition that was asked for."""
        if self.handout is not None:
            yield from (in_edition(self.handout, each.edition) for each in self.which)


def handouts(project: Project, library: Library, wanted: Iterable[Which]) -> Iterator[Merged]:
    """Those that are wanted, in that order, each merged when it is taken: any number of them."""
    return (merged(project, library, which) for which in documents(wanted))


def merged(project: Project, library: Library, which: Editions) -> Merged:
    """One document, merged."""
    sink = Sink()
    handout = _named(approved(merge(project, library, which[0], sink), library))
    return Merged(which, handout, tuple(sink.sorted()))


def _named(handout: Handout | None) -> Handout | None:
    """The handout with the beginning of its fingerprint, where its form fields say it."""
    if handout is None or not any(form.fillable for form in handout.forms):
        return handout
    try:
        words = fingerprint(handout)[:DIGITS]
    except UNUSABLE:  # a check reports it
        words = ""
    return handout.model_copy(update={"fingerprint": words})
