"""The question sheet of one person, from the sources to the files: one call."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.deliver.copies.master import Refusal
from builder.deliver.sheets.sheetmaker import sheet_maker
from builder.deliver.sheets.visit import visit as visit_of
from builder.diagnostics import Diagnostic, Sink
from builder.library.reading import read_library
from builder.machine.privately import private_files, private_folder
from builder.place import Span
from builder.project import Project


@dataclass(frozen=True)
class PersonalSheet:
    """The files that were written, with their pages, or what is wrong; then there is none."""

    files: tuple[tuple[Path, int], ...] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        return Sink(self.found).failed


def personal_sheet(
    project: Project,
    name: str,
    out: Path,
    *,
    picked: Sequence[str] = (),
    added: Sequence[str] = (),
    visit: Path | None = None,
    edition: str | None = None,
    site: str | None = None,
) -> PersonalSheet:
    """Writes one person's sheet of the handout `name` into the folder `out`, in each edition.

    It has the questions of the bank that were `picked` (those that the sheet prints for
    everybody if there are none), those `added` in the person's own words, and what the file
    `visit` knows.
    The folder is a new or an empty one, and is for nobody else to look into: one in which
    something lies is told as what is wrong, and left as it is. All editions are written, or none.
    Raises OSError.
    """
    sink = Sink()
    library = read_library(project, sink)
    maker = sheet_maker(project, library, name, sink, edition=edition, site=site)
    if maker is None or sink.failed:
        return PersonalSheet(found=tuple(sink.errors()))
    sink.extend(maker.wrong(picked, added).errors())
    values = visit_of(visit, maker.fields, sink) if visit else {}
    made = None if sink.failed else maker.sheets(picked, added, values)
    if isinstance(made, Refusal):
        made.tell(str(visit) if made.field else "--add", 0, sink)
    if made is None or isinstance(made, Refusal):
        return PersonalSheet(found=tuple(sink.errors()))
    if os.path.lexists(out) and not _is_empty(out):
        hint = "give each person a new folder"
        sink.error(Span(str(out), 0), "another-sheet", "something lies here already", hint)
        return PersonalSheet(found=tuple(sink.errors()))
    private_folder(out)
    private_files([(out / each.name, each.data) for each in made])
    return PersonalSheet(tuple((out / each.name, each.pages) for each in made))


def _is_empty(folder: Path) -> bool:
    """Whether it is a folder with nothing in it, and no link to one."""
    return folder.is_dir() and not folder.is_symlink() and next(folder.iterdir(), None) is None
