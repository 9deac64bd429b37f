"""All that a review pack tells of, gathered from a project."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from builder.checks import check as checks
from builder.diagnostics import Diagnostic, Severity, Sink
from builder.library.library import Library
from builder.merge.lookup import Lookup
from builder.merge.planned import Planned, planned
from builder.model import Block, Handout
from builder.model.placed import Allowing
from builder.paper.render import render
from builder.place import Span
from builder.project import Project
from builder.release.refusals import refusals
from builder.review.diff import Change, compare
from builder.review.earlier import earlier
from builder.review.ease import Row, rows
from builder.review.reach import Reached, reached
from builder.review.support import Evidence
from builder.sign.fingerprint import fingerprint
from builder.sign.handouts import Merged
from builder.source.when import When
from builder.words.forwhom import conditions_below
from builder.words.stretches import stretches, wording
from builder.words.whole import whole_of


@dataclass(frozen=True)
class Printed:
    """The leaflet as it prints in one edition."""

    edition: str
    title: str
    pages: int
    pdf: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True)
class Review:
    """A leaflet, and all that is to be known of it by the one who signs.

    `handout` has the texts of all its editions. `only` are the titles of the editions that print a
    block, by the block's `id`, where not all do; `conditions` say for whom what was written in a
    place is. `stops` is what keeps it from being released, `warnings` are all others;
    `allowed` are those that its author or its site accepts for the whole of it,
    with their reasons. Without an earlier version, `against` is empty and nothing
    has changed.
    """

    handout: Handout
    fingerprint: str
    printed: tuple[Printed, ...]
    evidence: Evidence
    stops: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    allowed: tuple[tuple[str, str], ...]
    reading: tuple[Row, ...]
    against: str
    changes: tuple[Change, ...]
    reached: tuple[Reached, ...]
    only: Mapping[int, tuple[str, ...]]
    conditions: Mapping[Span, str]

    @property
    def changed(self) -> list[Change]:
        """The changes that are any."""
        return [each for each in self.changes if each.state != "same"]

    def change_of(self) -> Mapping[int, Change]:
        """What became of each block, by the block's `id`."""
        now = [each for each in self.changes if each.after is not None]
        pairs = zip(stretches(self.handout), now, strict=False)
        return {id(block): change for (_, block), change in pairs if block is not None}

    def warnings_of(self) -> Mapping[int, list[Diagnostic]]:
        """The warnings about each block, by the block's `id`.

        A warning belongs to the block that was written last before it in its file.
        """
        starts = sorted(_starts(self.handout), key=lambda each: each[0])
        found: dict[int, list[Diagnostic]] = {}
        for each in (*self.stops, *self.warnings):
            before = [block for span, block in starts if span[:2] <= each.span[:2]
                      and span.path == each.span.path]  # fmt: skip
            if before and before[-1] is not None:
                found.setdefault(id(before[-1]), []).append(each)
        return found

    def blocks(self) -> list[Block]:
        """The blocks that stand one below the other, each with what it holds inside."""
        return [block for _, block in stretches(self.handout) if block is not None]


def _starts(handout: Handout) -> Iterator[tuple[Span, Block | None]]:
    """Where each block was written, and where each heading was, which is of no block."""
    for step in handout.walk():
        written = step.heading or step.block
        if step.section is not None and written is not None:
            yield written.span, step.block


def review(
    project: Project,
    library: Library,
    merged: Merged,
    sink: Sink,
    *,
    against: str | None = None,
) -> Review | None:
    """The review of a handout at a site; None when it has errors, which are reported to `sink`.

    Raises OSError when the machine is in the way.
    """
    own, handout = Sink(merged.found), merged.handout
    if handout is None:
        sink.extend(own.sorted())
        return None
    together = whole_of(handout)
    cases = [checks.Case.of(each, library, project.today) for each in _unlike(handout)]
    own.extend(chain.from_iterable(map(checks.run, cases)))
    printed = [_printed(each, own) for each in merged.in_each()]
    own_site = str(handout.site.site)
    before = earlier(project, against, handout.code, own_site, own) if against else None
    sink.extend(own.sorted())
    if own.failed:
        return None
    stops = tuple(sorted({each for case in cases for each in _stops(case)}))
    plan = planned(Lookup(library, library.definitions[handout.code], Sink()))
    changes = tuple(compare(before.passages, wording(handout))) if before else ()
    reaches = reached(project, library, handout.code, changes, own_site) if before else ()
    return Review(
        together.handout,
        fingerprint(handout),
        tuple(printed),
        Evidence.of(together.handout, library.claims),
        stops,
        tuple(each for each in own.sorted() if each.code not in checks.SAFETY),
        tuple(_allowed(library.definitions[handout.code], handout.site)),
        rows(checks.Case.of(together.handout, library, project.today)),
        before.name if before else "",
        changes,
        tuple(reaches),
        together.only,
        {span: str(when) for each in plan for span, when in _for_whom(each)},
    )


def _unlike(handout: Handout) -> Iterator[Handout]:
    """The handout in each edition that says something else."""
    if not handout.variants:
        yield handout
        return
    yield from {id(one.chapters): one for one in handout.in_every_edition()}.values()


def _for_whom(each: Planned) -> Iterator[tuple[Span, When]]:
    return conditions_below(each.sections, each.use.when if each.use else None)


def _stops(case: checks.Case) -> list[Diagnostic]:
    """What keeps a handout from being released, but for the approval that a review is for."""
    found = list(checks.run(case, release=True))
    errors = [each for each in found if each.severity is Severity.ERROR]
    return sorted({*errors, *(d for d in refusals(case, found) if d.code != "not-approved")})


def _allowed(*allowing: Allowing) -> Iterator[tuple[str, str]]:
    """The warnings that a definition and a site accept, with the reason."""
    for each in allowing:
        yield from ((str(code), str(each.because or "")) for code in each.allow)


def _printed(handout: Handout, sink: Sink) -> Printed:
    done = render(handout)
    sink.extend(done.diagnostics)
    form = handout.edition
    return Printed(str(form.edition), form.title.text, done.pages, done.pdf)
