"""A pack from the sources to the handouts that it is drawn from, each checked as always."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.which import documents, of_one_site, which
from builder.model import Handout, PackDefinition
from builder.packs.definitions import cover_problems
from builder.packs.frame import EDITION, Frame
from builder.packs.packlist import Listed
from builder.packs.papers import on_one_paper, paper_of
from builder.packs.taken_out import Leaflet, leaflet, terms
from builder.project import Project
from builder.release.decide import decide
from builder.sign.handouts import merged
from builder.source.inline import Rich


@dataclass(frozen=True)
class Part:
    """A handout of a pack, `called` so in its list, where links lead to its `place`.

    `scope` is the name of what it calls its own places by, `shared` of the part that explains
    its terms. The `level` is that of the first heading below its title; one with `front` begins
    on the front of a sheet.
    """

    handout: Handout
    place: str
    called: Rich | None = None
    scope: str = ""
    shared: str = ""
    level: int = 2
    front: bool = True

    @property
    def listed(self) -> Iterator[Listed]:
        """Its entry in the list, if it has one."""
        if self.called is not None:
            yield Listed(title=self.called, place=self.place, language=self.handout.language)


@dataclass(frozen=True)
class Pack:
    """What a pack is drawn from, the cover first; `leaflets` are those in it, whole."""

    title: Rich
    cover: Handout
    parts: tuple[Part, ...]
    leaflets: tuple[Handout, ...]


def assembled(
    project: Project,
    library: Library,
    definition: PackDefinition,
    sink: Sink,
    *,
    edition: str = "standard",
    site: str | None = None,
    release: bool = False,
) -> Pack | None:
    """The pack in one edition; None, and why in `sink`, where one of its leaflets has errors.

    Each is decided on as a build does: as a draft, or as a `release` asks. One that could not even
    be read was reported with the library.
    """
    own = definition.site
    site = str(own) if site is None and own is not None else site
    leaflets = _leaflets(project, library, definition, sink, edition, site, release=release)
    if sink.failed or len(leaflets) < len(definition.contents):
        return None  # what is missing stands in a file with mistakes, which was reported
    if leaflets[0].edition.fillable:
        message = f"what is filled in on screen ('{edition}') is read back sheet by sheet"
        sink.error(EDITION, "unknown-edition", message, "give each sheet as a file of its own")
    papers = [paper_of(each.layout, each.edition) for each in leaflets]
    on_one_paper(zip(definition.contents, papers, strict=True), sink)
    frame = Frame(project, library, definition, leaflets, sink)
    parts = [*_parts(frame, [leaflet(each) for each in leaflets])]
    cover = frame.cover(entry for each in parts for entry in each.listed)
    cover_problems(project, library, cover, sink)
    if cover is None or sink.failed:
        return None
    return Pack(cover.title, cover, (Part(cover, "#cover"), *parts), tuple(leaflets))


def _leaflets(
    project: Project,
    library: Library,
    definition: PackDefinition,
    sink: Sink,
    edition: str,
    site: str | None,
    *,
    release: bool,
) -> list[Handout]:
    """The leaflets in their order, merged, signed and checked; what is wrong is in `sink`."""
    wanted = which(library, sink, definition.contents, edition, site)
    of_one_site((each.site for each in wanted), "the leaflets are made for several", sink)
    if sink.failed:
        return []
    found: list[Handout] = []
    for one in documents(wanted):
        made = decide(project, library, merged(project, library, one), None, release=release)
        sink.extend(made.found)
        found += made.stale
    return found


def _parts(frame: Frame, leaflets: Sequence[Leaflet]) -> Iterator[Part]:
    """The leaflets, then once for all of them the words explained, in each language, and notes."""
    for each in leaflets:
        handout = each.handout
        shared = _glossary(handout.language) if each.lends else ""
        place = f"#{handout.code}"
        yield Part(handout, place, handout.title, f"{handout.code} ", shared)
    lent: dict[str, list[Handout]] = {}
    for each in leaflets:
        if each.lends and each.handout.terms:
            lent.setdefault(each.handout.language, []).append(each.handout)
    for language, handouts in lent.items():
        made = frame.glossary(language, terms(handouts, frame.sink))
        if made is not None:
            own = _glossary(language)
            yield Part(made, f"#{own}", made.phrase("glossary"), own, level=1)
    notes = frame.notes() if any(each.has_notes for each in leaflets) else None
    if notes is not None:
        yield Part(notes, "#notes", notes.phrase("notes"), "notes ", level=1, front=False)


def _glossary(language: str) -> str:
    return f"glossary {language} "
