"""The pipeline, top to bottom: read, merge, check, decide, draw, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from builder.compiler import Checker, Compiler, Finished
from builder.diagnostics import Diagnostic, Sink
from builder.library.library import Library
from builder.library.reading import read_library
from builder.library.which import Which, documents, elsewhere, which
from builder.library.work import ready
from builder.machine.chunks import in_order
from builder.machine.crew import Crew
from builder.machine.disk import write
from builder.machine.toolchain import toolchain
from builder.machine.workers import can_copy
from builder.model import Handout
from builder.outputs.entry import Entry
from builder.outputs.last import Details, Document, Unit
from builder.outputs.manifest import Manifest
from builder.outputs.names import REPORT
from builder.outputs.result import Result, Wish
from builder.outputs.since import Since
from builder.packs.definitions import problems_of_packs
from builder.print.copies_beside import copies_beside
from builder.project import Project
from builder.release.decide import Decided
from builder.release.record import Held, record, unfinished
from builder.release.refusals import Verdict
from builder.upkeep.unmet import unmet
from builder.upkeep.warned import coverage_of_warnings, unprinted, unprinted_by_handout


@dataclass(frozen=True)
class Made:
    """A document as it was decided, the files that were drawn for it, and what does not fit.

    `unit` is what the last build noted of it, if that holds.
    """

    decided: Decided
    entries: tuple[Entry, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    unit: Unit | None = None

    @property
    def verdict(self) -> Verdict:
        return self.decided.verdict.refused(self.problems)


def build(
    project: Project,
    wish: Wish,
    out: Path,
    crew: Crew = Crew(),  # noqa: B008
    progress: Callable[[int], Callable[[], None]] = lambda count: lambda: None,
    told: Callable[[str], object] = lambda line: None,
    shelve: Callable[[Library, Manifest], Mapping[str, str]] = lambda library, manifest: {},
) -> Result:
    """Builds what is out of date. Raises OSError when the machine is in the way.

    A draft is written file by file; a release each handout in all its editions
    or not at all, and its record tells of every handout. `progress` is given
    the number of files, and what it gives is called after each; `told` what
    went wrong among the crew and was put right. `shelve` writes what is made of
    the finished folder, and gives the digests of its files by path.
    """
    since = Since.of(project, out, toolchain())
    sink, manifest = Sink(), Manifest(out)
    library = read_library(project, sink, since.known())
    unread = sink.errors()
    asked = which(library, sink, wish.names, wish.edition, wish.site)
    made = _standing(since, library, manifest, wish, asked)
    rest = _rest(asked, made)
    step = progress(len(rest))
    if wish.release:
        write(out / REPORT, unfinished(project.today).encode())
    unwarned = tuple(unprinted_by_handout(library)) if wish.release else ()
    compiler = Compiler(project, out, wish, tuple(unread), unwarned, library, manifest)
    wanted = which(library, Sink()) if wish.release else rest
    crew = ready(crew, project, len(wanted))
    for one in in_order(compiler, documents(wanted), crew, named=_named, told=told):
        made.append(_put(manifest, one, whole=wish.release))
        for _ in one.decided.which:
            step()
    found = Sink(sink.sorted(), *(chain(each.decided.found, each.problems) for each in made))
    whole = not (wish.names or wish.edition or found.failed)
    retired = _retired(manifest, library, wish, made, whole=whole)
    beside = copies_beside(library, manifest)
    found.extend(beside.found)
    changed = retired or beside.gone or beside.made
    if wish.release or changed or any(each.verdict.files for each in made):
        manifest.save()
    if wish.release:
        _report(project, library, manifest, [each.verdict for each in made], unread)
    shelved = shelve(library, manifest)
    result = Result(
        diagnostics=tuple(found.sorted()),
        drawn=tuple(entry for each in made for entry in each.entries),
        fresh=tuple(path for each in made for path in each.decided.fresh),
        retired=tuple(retired),
        strays=tuple(manifest.strays()) if whole and not (wish.site or wish.release) else (),
        elsewhere=tuple(() if wish.names else elsewhere(library, wish.site)),
        copies=beside.made,
        outdated=beside.gone,
    )
    if wish.is_all and manifest.entries:
        _remember(since, library, manifest, result, made, shelved)
    return result


def problems(
    project: Project,
    library: Library,
    wish: Wish,
    sink: Sink,
    crew: Crew = Crew(),  # noqa: B008
    told: Callable[[str], object] = lambda line: None,
) -> None:
    """Puts into `sink` what is wrong with the handouts that were wished for.

    Where all were, so are the packs, what no leaflet of a site warns of, and for whom nobody is.
    """
    wanted = which(library, sink, wish.names, wish.edition, wish.site)
    # Where this process cannot be copied, to read it all again would take longer.
    crew = ready(crew, project, len(wanted) if can_copy() else 1)
    checker = Checker(project, library)
    for found in in_order(checker, documents(wanted), crew, named=_named, told=told):
        sink.extend(found)
    if not wish.names:
        problems_of_packs(project, library, sink)
        sink.extend(map(unprinted, coverage_of_warnings(library).gaps()))
        sink.extend(unmet(library))


def checked(project: Project, library: Library, wish: Wish, sink: Sink) -> Iterator[Handout]:
    """The handouts that were wished for, merged and without errors. Problems go to `sink`."""
    wanted = which(library, sink, wish.names, wish.edition, wish.site)
    for one in map(Checker(project, library).decided, documents(wanted)):
        sink.extend(one.found)
        yield from one.stale


def _standing(
    since: Since, library: Library, manifest: Manifest, wish: Wish, asked: Sequence[Which]
) -> list[Made]:
    """The documents of which nothing has changed since the last build, as it found them."""
    if wish.force or wish.release:
        return []
    units, made = since.standing(library.known), []
    left = manifest.digests
    for each in documents(asked):
        unit = units.get(_document(each))
        if unit is not None and all(since.left(path) == left.get(path) for path in unit.files):
            verdict = Verdict.again(each[0].definition, each[0].site, unit.files)
            made.append(Made(Decided(each, verdict, unit.found, unit.files), unit=unit))
    return made


def _named(which: Sequence[Which]) -> str:
    return which[0].definition


def _document(which: Sequence[Which]) -> Document:
    return (*which[0].document, *(each.edition for each in which))


def _rest(asked: Sequence[Which], made: Sequence[Made]) -> list[Which]:
    stands = {each for one in made for each in one.decided.which}
    return [each for each in asked if each not in stands]


def _remember(
    since: Since,
    library: Library,
    manifest: Manifest,
    result: Result,
    made: Sequence[Made],
    shelved: Mapping[str, str],
) -> None:
    """Notes all that was found; documents with mistakes are looked at again in any case."""
    units = {
        _document(each.decided.which): each.unit or _unit(library, each)
        for each in made
        if not Sink(each.decided.found, each.problems).failed
    }
    sources = {path for entry in manifest.entries.values() for path in entry.sources}
    digests = {**manifest.digests, **shelved}
    since.remember(result, digests, sources, Details(library.known, units))


def _unit(library: Library, made: Made) -> Unit:
    listed = library.listed[made.decided.which[0].definition]
    return Unit(library.needs(listed), made.decided.found, tuple(made.verdict.files))


def _put(manifest: Manifest, one: Finished, *, whole: bool) -> Made:
    """Writes the files of a document; `whole`: all of them or none."""
    for batch in [one.files] if whole and one.files else [(file,) for file in one.files]:
        manifest.put(*batch)
    return Made(one.decided, tuple(entry for entry, _ in one.files), one.problems)


def _retired(
    manifest: Manifest, library: Library, wish: Wish, made: Sequence[Made], *, whole: bool
) -> list[str]:
    """Takes out the files of what is no more: in a draft of all there is, in any release.

    Those of what was withdrawn go in any build.
    """
    entries = manifest.entries.items()
    gone = manifest.retire({path for path, e in entries if e.handout not in library.gone}, set())
    if wish.release:
        return gone + manifest.retire(_kept(manifest, library, wish, made), set())
    if not whole:
        return gone
    other_sites = set(library.sites) - {wish.site} if wish.site else set()
    files = {path for each in made for path in each.verdict.files}
    return gone + manifest.retire(files, other_sites)


def _kept(manifest: Manifest, library: Library, wish: Wish, made: Sequence[Made]) -> set[str]:
    """The files that stay in a release: all but other editions of what is released now.

    When everything is released, those of handouts that are no longer defined go too.
    """
    verdicts = [each.verdict for each in made]
    new = {(one.code, one.site): one.files for one in verdicts if one.good}
    whole = not (wish.names or wish.site or library.broken)
    codes = {one.code for one in verdicts}
    return {
        path
        for path, entry in manifest.entries.items()
        if path in new.get((entry.handout, entry.site), {path: ""})
        and (entry.handout in codes or not whole)
    }


def _report(
    project: Project,
    library: Library,
    manifest: Manifest,
    verdicts: Sequence[Verdict],
    unread: Iterable[Diagnostic],
) -> None:
    """Writes the record of a release: what lies in its folder now, and why."""
    whole = {path: e for path, e in manifest.entries.items() if manifest.untouched(e)}
    copies = [copy for copy in manifest.copies.values() if manifest.untouched(copy)]
    known = {*whole, *(copy.path for copy in copies)}
    changed = [path for path in manifest.digests if path not in known]
    held = Held(whole, sorted({*changed, *manifest.strays()}), copies)
    lost = [each for each in unread if Path(each.span.path).parent == Path("handouts")]
    gone = {code: (library.definitions[code].title.text, of) for code, of in library.gone.items()}
    text = record(verdicts, held, lost, project.today, gone)
    write(manifest.out / REPORT, text.encode())
