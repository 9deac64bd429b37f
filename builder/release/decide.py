"""What may be printed: the one place where it is decided, for a draft and for a release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder.checks import check as checks
from builder.diagnostics import Diagnostic, Severity, Sink
from builder.library.library import Library
from builder.library.which import Editions
from builder.model import Handout
from builder.outputs.entry import key_of, path_of
from builder.project import Project
from builder.release.refusals import NEVER, Verdict, refusals
from builder.sign.handouts import Merged
from builder.words.whole import whole


@dataclass(frozen=True)
class Decided:
    """A handout in the editions that were asked for, merged, checked and judged.

    `found` is what its authors are told; `fresh` are the files that stand, `stale`
    what is to be drawn. Neither has anything that the verdict refuses.
    """

    which: Editions
    verdict: Verdict
    found: tuple[Diagnostic, ...]
    fresh: tuple[str, ...] = ()
    stale: tuple[Handout, ...] = ()


@dataclass(frozen=True)
class _Looked:
    """One edition, its file, whether that stands, and what the checks find in it."""

    handout: Handout
    path: str
    key: str
    fresh: bool
    found: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        return any(each.severity is Severity.ERROR for each in self.found)


def decide(
    project: Project,
    library: Library,
    merged: Merged,
    fresh: Callable[[str, str], bool] | None,
    *,
    release: bool = False,
    unread: Sequence[Diagnostic] = (),
) -> Decided:
    """Checks each edition of a merged handout, and says what may be printed.

    A draft is printed in every edition that has no errors; a release in all or
    none. `fresh` says whether a file stands that was made under a key; without it
    nothing is to be written, and no key is made. `unread` is why files could not be
    read, for a handout that needs one of them.
    """
    handout = merged.handout
    if handout is None:
        first = merged.which[0]
        definition = library.definitions[first.definition]
        verdict = Verdict.unmerged(definition, first.site, merged.found or unread)
        return Decided(merged.which, verdict, merged.found)
    every: list[_Looked] = []
    for each in merged.in_each():
        again = any(one.handout.chapters is each.chapters for one in every)
        every.append(_looked(project, library, each, fresh, release, again=again))
    told = Sink(merged.found, *(each.found for each in every)).sorted()
    why = [each for each in told if each.severity is Severity.ERROR]
    unmade = Sink(merged.found).failed
    good = [each for each in every if not (unmade or each.failed)]
    if release:
        case = checks.Case.of(whole(handout), library, project.today)
        why = Sink(refusals(case, told)).sorted()
        told = Sink((d for d in told if d.code not in {*checks.SAFETY, *NEVER}), why).sorted()
        good = every if not why else []
    verdict = Verdict.of(whole(handout), why, {each.path: each.key for each in every})
    stands = tuple(each.path for each in good if each.fresh)
    stale = tuple(each.handout for each in good if not each.fresh)
    return Decided(merged.which, verdict, tuple(told), stands, stale)


def _looked(
    project: Project,
    library: Library,
    handout: Handout,
    fresh: Callable[[str, str], bool] | None,
    release: bool,
    *,
    again: bool,
) -> _Looked:
    path, key = path_of(handout), key_of(handout) if fresh else ""
    stands = fresh is not None and fresh(path, key)
    case = checks.Case.of(handout, library, project.today)
    found = checks.run(case, fresh=stands, again=again, release=release)
    return _Looked(handout, path, key, stands, tuple(Sink(found).sorted()))
