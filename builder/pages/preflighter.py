"""The files of documents, looked at as a printer will print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePath
from typing import Any

from builder.diagnostics import Diagnostic
from builder.library.library import Library
from builder.library.which import Editions
from builder.model import Handout
from builder.model.onpaper import Form, OnPaper
from builder.outputs.entry import path_of
from builder.pages.printedfiles import PrintedFiles
from builder.place import Span
from builder.preflight.forhandout import asked_of
from builder.preflight.preflight import preflight
from builder.preflight.rule import Asked, Fault
from builder.preflight.written import place_of
from builder.project import Project


@dataclass(frozen=True)
class Preflown:
    """A file, what it was held to, and what is wrong with it.

    For each fault in one of a handout, `places` has where an author wrote what is wrong, if anybody
    did.
    """

    path: str
    pdf: bytes
    asked: Asked
    faults: tuple[Fault, ...]
    places: tuple[Span | None, ...] = ()

    def told(self) -> Iterator[Diagnostic]:
        """The faults, each where it was written, or else in the file."""
        for fault, place in zip_longest(self.faults, self.places):
            where = (
                f"{PurePath(self.path).name}, page {fault.page}" if place else f"page {fault.page}"
            )
            span = place or Span(self.path, 0)
            message = f"{where}: {fault.message}"
            yield Diagnostic(span, fault.code, fault.severity, message, fault.hint)


Found = tuple[
    tuple[Preflown, ...], tuple[Diagnostic, ...]
]  # and what keeps others from being drawn


class Preflighter(PrintedFiles[Found]):
    """Looks at each edition of a document but the web page, as that `printer` prints it, if any."""

    def __init__(
        self,
        project: Project,
        out: Path,
        printer: str | None,
        library: Library | None = None,
    ) -> None:
        super().__init__(project, out, library)
        self.printer = printer

    def made_of(self) -> tuple[Any, ...]:
        return self.out.resolve(), self.printer

    def made(self, given: Editions) -> Found:
        files, problems = self.printed(given)
        own = self.library.printers[self.printer] if self.printer else None
        asked = [asked_of(handout, own, self._form(handout)) for handout, _ in files]
        seen = (
            _looked_at(handout, pdf, each)
            for (handout, pdf), each in zip(files, asked, strict=True)
        )
        return tuple(seen), problems

    def _form(self, handout: Handout) -> Form | None:
        said = self.library.definitions[handout.name].print
        return OnPaper.of(said, handout.layout.print).form


def _looked_at(handout: Handout, pdf: bytes, asked: Asked) -> Preflown:
    faults = tuple(preflight(pdf, asked))
    places = tuple(place_of(handout, fault.about) for fault in faults)
    return Preflown(path_of(handout), pdf, asked, faults, places)
