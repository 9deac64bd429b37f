"""One document all the way: merged, signed, checked, decided on, drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic, Sink
from builder.draw import draw
from builder.library.library import Library, read_library
from builder.library.which import Editions, Which
from builder.library.which import which as wished
from builder.machine.kept import Kept
from builder.outputs.entry import Entry, entry_of, path_of
from builder.outputs.manifest import Manifest
from builder.outputs.result import Wish
from builder.project import Project
from builder.release.decide import Decided, decide
from builder.sign.handouts import merged


@dataclass(frozen=True)
class Finished:
    """A document as it was decided, the files that were drawn for it, and what does not fit.

    The files of a release are all of its editions, or none.
    """

    decided: Decided
    files: tuple[tuple[Entry, bytes], ...] = ()
    problems: tuple[Diagnostic, ...] = ()


class _Work(Kept):
    """What works with all that was read.

    A copy of this process, which a worker is, has it; one that is started anew reads it itself.
    """

    def __init__(self, project: Project, library: Library | None = None) -> None:
        super().__init__()
        self.project = project
        if library is not None:
            self.library = library

    @cached_property
    def library(self) -> Library:
        return read_library(self.project, Sink())


class Checker(_Work):
    """Finds what is wrong with documents, and draws nothing."""

    def anew(self) -> tuple[type[Checker], tuple[Any, ...]]:
        return Checker, (self.project,)

    def __call__(self, which: Editions) -> tuple[Diagnostic, ...]:
        return self.decided(which).found

    def decided(self, which: Editions) -> Decided:
        """As if no output stood, and none were to be written: all is looked at."""
        one = merged(self.project, self.library, which)
        return decide(self.project, self.library, one, None)


class Compiler(_Work):
    """Takes documents from their sources to the bytes of their files.

    What nobody asked for is judged, for the record of a release, and not drawn.
    """

    def __init__(
        self,
        project: Project,
        out: Path,
        wish: Wish,
        unread: tuple[Diagnostic, ...],
        library: Library | None = None,
        manifest: Manifest | None = None,
    ) -> None:
        super().__init__(project, library)
        self.out, self.wish, self.unread = out, wish, unread
        if manifest is not None:
            self.manifest = manifest

    def anew(self) -> tuple[type[Compiler], tuple[Any, ...]]:
        return Compiler, (self.project, self.out, self.wish, self.unread)

    @cached_property
    def manifest(self) -> Manifest:
        return Manifest(self.out)

    @cached_property
    def asked(self) -> frozenset[Which]:
        wish = self.wish
        return frozenset(wished(self.library, Sink(), wish.names, wish.edition, wish.site))

    def __call__(self, which: Editions) -> Finished:
        whole = self.wish.release
        one = decide(
            self.project,
            self.library,
            merged(self.project, self.library, which),
            self._fresh,
            release=whole,
            unread=self.unread,
        )
        if whole and which[0] not in self.asked:
            return Finished(Decided(which, one.verdict, ()))
        drawn = [(handout, draw(handout)) for handout in one.stale]
        problems = tuple(problem for _, (_, _, unfit) in drawn for problem in unfit)
        files = tuple(
            (entry_of(handout, one.verdict.files[path_of(handout)], data, pages), data)
            for handout, (data, pages, unfit) in drawn
            if not (problems if whole else unfit)
        )
        return Finished(replace(one, stale=()), files, problems)

    def _fresh(self, path: str, key: str) -> bool:
        return not self.wish.force and self.manifest.fresh(path, key)
