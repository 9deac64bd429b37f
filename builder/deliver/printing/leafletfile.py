"""The built file that is to be printed, if it may be: as its sources are now, approved, in date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.library.which import of_one_site, which
from builder.machine.disk import begun
from builder.model import WEB, Handout
from builder.model.design import design
from builder.model.onpaper import OnPaper, Printing
from builder.model.printer import Offset
from builder.model.printer import Printer as PrinterProfile
from builder.outputs.entry import Entry, key_of, path_of
from builder.outputs.manifest import Manifest
from builder.place import Span
from builder.project import MAX_MANIFEST, Project
from builder.sign.handouts import merged


@dataclass(frozen=True)
class Asked:
    """What is to be printed: which handout, in which edition, for which site."""

    name: str
    edition: str = "standard"
    site: str | None = None
    drafts: bool = False


@dataclass(frozen=True)
class LeafletFile:
    """A file that may be printed, the handout that it shows, and how that is to be printed.

    `others` are all editions of it that there are, `printers` the profiles of printers.
    """

    manifest: Manifest
    entry: Entry
    file: Path
    pdf: bytes
    handout: Handout
    on_paper: OnPaper
    others: tuple[str, ...]
    printers: Mapping[str, PrinterProfile]

    def offset_at(self, queue: str) -> Offset:
        """How far the printer of that name sets backs off, as its profile says."""
        own = (each for each in self.printers.values() if each.queue == queue)
        return next((each.offset for each in own), Offset())

    @property
    def paper(self) -> str:
        """The name of the paper that it is laid out for."""
        return design(self.handout.layout, self.handout.edition).paper

    @property
    def printing(self) -> Printing | None:
        """The printer of its site."""
        return self.handout.site.printing

    @property
    def grey_twin(self) -> str:
        """An edition of it without colours; empty for none."""
        greys = (str(each.edition) for each in self.handout.layout.editions if each.grey)
        return next((name for name in greys if name in self.others), "")


def leaflet_file(project: Project, asked: Asked, out: Path, sink: Sink) -> LeafletFile | None:
    """The file; None where it is told to `sink` why not."""
    library = read_library(project, sink)
    wanted = which(library, sink, (asked.name,), asked.edition, asked.site)
    if not wanted or asked.edition == WEB:
        if wanted:
            hint = "print it from there, or give an edition for paper"
            sink.error(_option("--edition"), "web-page", "a web page is printed by a browser", hint)
        return None
    message = f"'{wanted[0].definition}' is built for several sites"
    of_one_site((each.site for each in wanted), message, sink)
    if len(wanted) > 1:
        return None
    one = merged(project, library, (wanted[0],))
    sink.extend(each for each in Sink(one.found).errors())
    handout = next(one.in_each(), None)
    if handout is None:
        return None
    manifest = Manifest(out)
    file = _built(handout, asked, manifest, sink)
    if file is None:
        return None
    entry, place = file
    own = library.definitions[wanted[0].definition].print
    on_paper = OnPaper.of(own, handout.layout.print)
    others = which(library, Sink(), (asked.name,), None, wanted[0].site)
    editions = tuple(each.edition for each in others)
    pdf = begun(place, MAX_MANIFEST)
    return LeafletFile(manifest, entry, place, pdf, handout, on_paper, editions, library.printers)


def _built(
    handout: Handout, asked: Asked, manifest: Manifest, sink: Sink
) -> tuple[Entry, Path] | None:
    """The file, where nothing speaks against it."""
    path = path_of(handout)
    file, entry = manifest.out / path, manifest.entries.get(path)
    span = Span(str(file), 0)
    build = f"'handouts build {handout.code}' makes it anew"
    if entry is None:
        sink.error(span, "not-built", "it is not built yet", build)
        return None
    if not manifest.untouched(entry):
        sink.error(span, "changed-file", "it is missing, or somebody changed it", build)
    elif entry.key != key_of(handout):
        sink.error(
            span, "out-of-date", "it is not what its sources and this builder make now", build
        )
    if handout.overdue:
        message = f"it was to be reviewed by {handout.review_by}, which is past"
        sink.error(span, "overdue", message, "use what is in date, or have it reviewed")
    if not entry.signed and not asked.drafts:
        message = "it is a draft: nobody has approved these words"
        sink.error(
            span,
            "draft",
            message,
            "'handouts approve' records it; '--draft' prints it all the same",
        )
    return None if sink.failed else (entry, file)


def _option(name: str) -> Span:
    return Span(name, 0)
