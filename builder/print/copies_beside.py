"""The printer's copies in a folder of outputs: made where a leaflet asks for one, out if old.

They are made from the reader's copies that lie there, so they show what those show, whatever was
built, and when.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.diagnostics import Diagnostic, Sink
from builder.library.library import Library
from builder.machine.disk import begun
from builder.machine.toolchain import toolchain
from builder.model.printer import Printer
from builder.outputs.entry import Entry
from builder.outputs.manifest import Manifest
from builder.outputs.onsheets import OnSheets, sheets_named
from builder.paper.sheet import PAPERS
from builder.print.backs import moved
from builder.print.impose import Imposed, imposed, planned
from builder.print.printedhow import PrintedHow, is_too_small, printed_how
from builder.print.source import Unprintable
from builder.print.wanted import Wanted, on_sheets
from builder.project import MAX_MANIFEST


@dataclass(frozen=True)
class Beside:
    """The copies that were made, the paths of those taken out, and which cannot be made."""

    made: tuple[OnSheets, ...]
    gone: tuple[str, ...]
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _Asked:
    """A copy that a leaflet asks for."""

    entry: Entry
    how: PrintedHow
    wanted: Wanted


def copies_beside(library: Library, manifest: Manifest) -> Beside:
    """Sees to all of them; what stands is left. Raises OSError."""
    asked = {_key(each.entry, each.wanted): each for each in _asked(library, manifest)}
    stale = [copy for copy in manifest.copies.values() if _is_stale(copy, manifest, {*asked})]
    gone = manifest.retire_copies(stale)  # before others take their places
    stands = {copy.key for copy in manifest.copies.values() if manifest.untouched(copy)}
    made, sink = list[OnSheets](), Sink()
    for key, each in asked.items():
        if key not in stands:
            try:
                made += _made(manifest, each)
            except Unprintable as problem:
                name = f"'{each.entry.handout}' in the edition '{each.entry.edition}'"
                sink.error(each.how.span, "impose", f"{name}, as {each.wanted.form}: {problem}")
    again = {copy.path for copy in made}
    return Beside(tuple(made), tuple(p for p in gone if p not in again), tuple(sink.sorted()))


def copy_of(
    manifest: Manifest,
    entry: Entry,
    wanted: Wanted,
    *,
    by_hand: bool,
    printer: Printer | None = None,
) -> tuple[OnSheets, Imposed]:
    """A copy of a file in the manifest, to be put there. Raises Unprintable, OSError.

    One for a `printer` has its backs moved for that, and its name.
    """
    place = manifest.out / entry.path
    sheets, marks = imposed(begun(place, MAX_MANIFEST), place.stem, wanted), wanted.marks
    if printer is not None:
        sheets = replace(sheets, pdf=moved(sheets.pdf, printer.offset, sheets.paper))
        marks = (*marks, f"for-{printer.printer}")
    copy = OnSheets(
        path=sheets_named(entry.path, wanted.form, sheets.paper.edge, *marks),
        of=entry.path,
        made_from=entry.sha256,
        form=wanted.form,
        paper=wanted.paper,
        edge=sheets.paper.edge,
        sheets=sheets.sheets,
        sha256=hashlib.sha256(sheets.pdf).hexdigest(),
        key=_key(entry, wanted),
        by_hand=by_hand,
    )
    return copy, sheets


def _asked(library: Library, manifest: Manifest) -> Iterator[_Asked]:
    """What definitions and layouts ask for, of files that are as they were written.

    A sheet that is filled in on screen is not folded.
    """
    for entry in manifest.entries.values():
        how = printed_how(library, entry)
        if how is None or how.on_paper.form is None or how.edition.fillable:
            continue
        if manifest.untouched(entry):
            yield _Asked(entry, how, on_sheets(how.on_paper.form, how.paper))


def _made(manifest: Manifest, asked: _Asked) -> Iterator[OnSheets]:
    """The copy; none where its type would become too small. Raises Unprintable, OSError."""
    entry, how, wanted = asked.entry, asked.how, asked.wanted
    plan = planned([PAPERS[how.paper]] * entry.pages, wanted)
    if not is_too_small(how.edition, plan.scale):
        copy, sheets = copy_of(manifest, entry, wanted, by_hand=False)
        manifest.put((copy, sheets.pdf))
        yield copy


def _is_stale(copy: OnSheets, manifest: Manifest, asked: set[str]) -> bool:
    """Whether the reader's copy is another now, or nobody asks for this one any more."""
    entry = manifest.entries.get(copy.of)
    changed = entry is None or entry.sha256 != copy.made_from
    return changed or not (copy.by_hand or copy.key in asked)


def _key(entry: Entry, wanted: Wanted) -> str:
    """The digest of all that a copy is made with."""
    given = f"{entry.path}\n{entry.sha256}\n{wanted!r}\n{toolchain()}"
    return hashlib.sha256(given.encode()).hexdigest()
