"""The files of a document that are printed: those that stand, and others drawn in memory."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from builder.diagnostics import Diagnostic
from builder.draw import draw
from builder.library.library import Library
from builder.library.which import Editions
from builder.library.work import Work
from builder.machine.disk import read
from builder.model import WEB, Handout
from builder.outputs.entry import path_of
from builder.outputs.manifest import Manifest
from builder.project import Project
from builder.release.decide import decide
from builder.sign.handouts import merged

MAX_FILE = 1 << 30  # bytes
Made = TypeVar("Made")


class PrintedFiles(Work[Editions, Made]):
    """Looks at each edition of a document but the web page. A file is read if it is up to date."""

    def __init__(self, project: Project, out: Path, library: Library | None = None) -> None:
        super().__init__(project, library)
        self.out = out

    def made_of(self) -> tuple[Any, ...]:
        return (self.out.resolve(),)

    @cached_property
    def manifest(self) -> Manifest:
        return Manifest(self.out)

    def printed(
        self, given: Editions
    ) -> tuple[list[tuple[Handout, bytes]], tuple[Diagnostic, ...]]:
        """Each edition with its file, and what keeps others from being drawn."""
        one = merged(self.project, self.library, given)
        decided = decide(self.project, self.library, one, self.manifest.fresh)
        good = {*decided.fresh, *(path_of(each) for each in decided.stale)}
        files, problems = [], list(decided.found)
        for handout in one.in_each():
            path = path_of(handout)
            if path in good and handout.edition.edition != WEB:
                pdf, unfit = self._file(handout, path in decided.fresh)
                problems += unfit
                files += [] if unfit else [(handout, pdf)]
        return files, tuple(problems)

    def _file(self, handout: Handout, stands: bool) -> tuple[bytes, tuple[Diagnostic, ...]]:
        data = read(self.out / path_of(handout), MAX_FILE) if stands else None
        if data is not None:
            return data, ()
        pdf, _, unfit = draw(handout)
        return pdf, unfit
