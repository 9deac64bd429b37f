"""The pages of documents, measured: of files that stand, and of those drawn in memory for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic
from builder.draw import draw
from builder.library.library import Library
from builder.library.which import Editions
from builder.library.work import Work
from builder.machine.disk import read
from builder.model import WEB, Handout
from builder.outputs.entry import path_of
from builder.outputs.manifest import Manifest
from builder.pages.breaches import Breach, asking, breaches
from builder.pages.measure import Measured, measure
from builder.project import Project
from builder.release.decide import decide
from builder.sign.handouts import merged

MAX_FILE = 1 << 30  # bytes


@dataclass(frozen=True)
class Looked:
    """The pages of one file, and where they do not keep to the limits.

    `smallest` is the type below which its edition may set nothing, in points.
    """

    path: str
    handout: str
    title: str
    edition: str
    smallest: float
    measured: Measured
    breaches: tuple[Breach, ...]


Found = tuple[tuple[Looked, ...], tuple[Diagnostic, ...]]  # and what keeps others from being drawn


class Measurer(Work[Editions, Found]):
    """Measures each edition of a document but the web page. A file is read if it is up to date."""

    def __init__(self, project: Project, out: Path, library: Library | None = None) -> None:
        super().__init__(project, library)
        self.out = out

    def made_of(self) -> tuple[Any, ...]:
        return (self.out.resolve(),)

    @cached_property
    def manifest(self) -> Manifest:
        return Manifest(self.out)

    def made(self, given: Editions) -> Found:
        one = merged(self.project, self.library, given)
        decided = decide(self.project, self.library, one, self.manifest.fresh)
        printed = [each for each in one.in_each() if each.edition.edition != WEB]
        good = {*decided.fresh, *(path_of(each) for each in decided.stale)}
        looked, problems = [], list(decided.found)
        for handout in printed:
            path = path_of(handout)
            if path in good:
                pdf, unfit = self._file(handout, path in decided.fresh)
                problems += unfit
                if not unfit:
                    looked.append(look(handout, pdf))
        return tuple(looked), tuple(problems)

    def _file(self, handout: Handout, stands: bool) -> tuple[bytes, tuple[Diagnostic, ...]]:
        data = read(self.out / path_of(handout), MAX_FILE) if stands else None
        if data is not None:
            return data, ()
        pdf, _, unfit = draw(handout)
        return pdf, unfit


def look(handout: Handout, pdf: bytes) -> Looked:
    """Measures the file of a handout."""
    measured, smallest = measure(pdf), handout.edition.smallest
    return Looked(
        path=path_of(handout),
        handout=handout.code,
        title=handout.title.text,
        edition=str(handout.edition.edition),
        smallest=smallest,
        measured=measured,
        breaches=tuple(breaches(measured, asking(handout), smallest)),
    )
