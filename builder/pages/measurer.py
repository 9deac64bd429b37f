"""The pages of documents, measured: of files that stand, and of those drawn in memory for it."""

from __future__ import annotations

from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.library.which import Editions
from builder.model import Handout
from builder.outputs.entry import path_of
from builder.pages.breaches import Breach, asking, breaches
from builder.pages.measure import Measured, measure
from builder.pages.printedfiles import PrintedFiles


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


class Measurer(PrintedFiles[Found]):
    """Measures each edition of a document but the web page."""

    def made(self, given: Editions) -> Found:
        files, problems = self.printed(given)
        return tuple(look(handout, pdf) for handout, pdf in files), problems


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
