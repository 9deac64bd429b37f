"""One document all the way: merged, signed, checked, decided on, drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic, Sink
from builder.draw import Drawn, draw
from builder.library.library import Library
from builder.library.which import Editions, Which, which
from builder.library.work import Work
from builder.model import Handout
from builder.outputs.entry import Entry, entry_of, path_of
from builder.outputs.manifest import Manifest
from builder.outputs.result import Wish
from builder.preflight.forhandout import spoiled
from builder.project import Project
from builder.release.decide import Decided, decide
from builder.sign.handouts import merged

# A handout and a site, and what keeps them out of a release that no handout alone shows.
Unwarned = tuple[tuple[tuple[str, str], Diagnostic], ...]


@dataclass(frozen=True)
class Finished:
    """A document as it was decided, the files that were drawn for it, and what does not fit.

    The files of a release are all of its editions, or none.
    """

    decided: Decided
    files: tuple[tuple[Entry, bytes], ...] = ()
    problems: tuple[Diagnostic, ...] = ()


class Checker(Work[Editions, tuple[Diagnostic, ...]]):
    """Finds what is wrong with documents, and draws nothing."""

    def made(self, given: Editions) -> tuple[Diagnostic, ...]:
        return self.decided(given).found

    def decided(self, which: Editions) -> Decided:
        """As if no output stood, and none were to be written: all is looked at."""
        one = merged(self.project, self.library, which)
        return decide(self.project, self.library, one, None)


class Compiler(Work[Editions, Finished]):
    """Takes documents from their sources to the bytes of their files.

    What nobody asked for is judged, for the record of a release, and not drawn. `unwarned` is what
    no handout alone shows, and keeps it out of a release.
    """

    def __init__(
        self,
        project: Project,
        out: Path,
        wish: Wish,
        unread: tuple[Diagnostic, ...],
        unwarned: Unwarned = (),
        library: Library | None = None,
        manifest: Manifest | None = None,
    ) -> None:
        super().__init__(project, library)
        self.out, self.wish, self.unread, self.unwarned = out, wish, unread, unwarned
        if manifest is not None:
            self.manifest = manifest

    def made_of(self) -> tuple[Any, ...]:
        return self.out.resolve(), self.wish, self.unread, self.unwarned

    @cached_property
    def manifest(self) -> Manifest:
        return Manifest(self.out)

    @cached_property
    def asked(self) -> frozenset[Which]:
        wish = self.wish
        return frozenset(which(self.library, Sink(), wish.names, wish.edition, wish.site))

    def made(self, given: Editions) -> Finished:
        whole = self.wish.release
        one = decide(
            self.project,
            self.library,
            merged(self.project, self.library, given),
            self._fresh,
            release=whole,
            unread=self.unread,
        )
        where = given[0].definition, given[0].site
        if why := tuple(problem for of, problem in self.unwarned if of == where):
            one = Decided(given, one.verdict.refused(why), (*one.found, *why))
        if whole and given[0] not in self.asked:
            return Finished(Decided(given, one.verdict, ()))
        drawn = [(handout, _drawn(handout)) for handout in one.stale]
        problems = tuple(problem for _, (_, _, unfit) in drawn for problem in unfit)
        files = tuple(
            (entry_of(handout, one.verdict.files[path_of(handout)], data, pages), data)
            for handout, (data, pages, unfit) in drawn
            if not (problems if whole else unfit)
        )
        return Finished(replace(one, stale=()), files, problems)

    def _fresh(self, path: str, key: str) -> bool:
        return not self.wish.force and self.manifest.fresh(path, key)


def _drawn(handout: Handout) -> Drawn:
    """What is drawn, with what the printer of its site would cut off of it."""
    data, pages, unfit = draw(handout)
    return data, pages, unfit if unfit or not pages else spoiled(handout, data)
