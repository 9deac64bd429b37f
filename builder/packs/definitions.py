"""What is wrong with the packs of a project, before anybody asks for one."""

from __future__ import annotations

from builder.checks.check import Case, run
from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.which import by_name, which
from builder.model import WEB, Handout, PackDefinition
from builder.packs.frame import Frame
from builder.packs.papers import on_one_paper, paper_of
from builder.project import Project
from builder.sign.handouts import handouts


def problems_of_packs(project: Project, library: Library, sink: Sink) -> None:
    """Looks at each pack in every edition that its leaflets have in common.

    Its leaflets are looked at by themselves: of each only what others need to know is wanted here.
    """
    names = by_name(library)
    for pack in library.packs.values():
        if other := names.get(pack.pack.casefold()):
            message = f"the handout '{other.handout}' is called so, too"
            sink.error(pack.pack.span, "duplicate-name", message, "give the pack another name")
        known = all(str(code) in library.definitions for code in pack.contents)
        if known and (pack.site is None or str(pack.site) in library.sites):
            _look(project, library, pack, sink)


def _look(project: Project, library: Library, pack: PackDefinition, sink: Sink) -> None:
    site = str(pack.site) if pack.site else None
    offered = which(library, sink, pack.contents, site=site)
    editions = [
        {each.edition for each in offered if each.definition == code} - {WEB}
        for code in pack.contents
    ]
    common = set.intersection(*editions)
    if offered and not common:
        message = "its leaflets have no edition in common"
        sink.error(pack.contents[0].span, "unknown-edition", message, "leave out one of them")
    for edition in sorted(common):
        papers = [(code, _paper(library, code, edition)) for code in pack.contents]
        on_one_paper([each for each in papers if each[1]], sink)
    first = [each for each in offered if each.edition in common]
    first = [each for each in first if each.document == first[0].document]
    for merged in handouts(project, library, first):
        for leaflet in merged.in_each():
            cover = Frame(project, library, pack, [leaflet], sink).cover(())
            cover_problems(project, library, cover, sink)


def _paper(library: Library, code: str, edition: str) -> str:
    """The paper of a leaflet in an edition; nothing where its layout is not known."""
    layout = library.layouts.get(library.listed[code].layout)
    forms = [form for form in layout.editions if form.edition == edition] if layout else []
    return paper_of(layout, forms[0]) if layout and forms else ""


def cover_problems(project: Project, library: Library, cover: Handout | None, sink: Sink) -> None:
    """Reports what keeps a cover from being drawn, such as a letter that no font has."""
    if cover is not None:
        sink.extend(Sink(run(Case.of(cover, library, project.today))).errors())
