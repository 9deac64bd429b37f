"""The pipeline, top to bottom: read, merge, check, decide, draw, write."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity, Sink
from builder.draw import Drawn, draw
from builder.library.library import Library, read_library
from builder.library.which import Which, elsewhere, which
from builder.machine.disk import write
from builder.model import Handout
from builder.outputs.entry import Entry, entry_of, key_of
from builder.outputs.manifest import Manifest
from builder.project import Project
from builder.release.decide import Decided, decide
from builder.release.record import REPORT, Held, record, unfinished
from builder.release.refusals import Verdict
from builder.sign.handouts import Merged, handouts


@dataclass(frozen=True)
class Wish:
    """What to build: names (none is all), one edition or all, one site or all, drawn or not.

    A release holds all editions of a handout, whatever `edition` says.
    """

    names: tuple[str, ...] = ()
    edition: str | None = None
    site: str | None = None
    jobs: int | None = None
    force: bool = False
    release: bool = False


@dataclass
class Result:
    """What became of a build."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    drawn: list[Entry] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return any(d.severity == "error" for d in self.diagnostics)


def build(
    project: Project,
    wish: Wish,
    out: Path,
    progress: Callable[[int], Callable[[], None]] = lambda count: lambda: None,
) -> Result:
    """Builds what is out of date. Raises OSError when the machine is in the way.

    `progress` is given the number of files, and what it gives is called after each.
    """
    if wish.release:
        return _release(project, wish, out, progress)
    sink, result = Sink(), Result()
    library = read_library(project, sink)
    manifest = Manifest(out)
    wanted = which(library, sink, wish.names, wish.edition, wish.site)
    step = progress(len(wanted))
    paths: set[str] = set()
    fresh = _fresh(manifest, wish)
    every = handouts(project, library, wanted)
    decided = (decide(project, library, each, fresh) for each in every)
    for one, drawn in _drawn(decided, wish.jobs):
        good = _entries((handout, file) for handout, file in drawn if not file[2])
        sink.extend((*one.found, *_problems(drawn)))
        result.fresh += one.fresh
        for file in good:
            manifest.put(file)
        result.drawn += [entry for entry, _ in good]
        paths.update(one.verdict.files)
        for _ in (*one.fresh, *one.stale):
            step()
    if not wish.names and not wish.edition and not sink.failed:
        result.retired = manifest.retire(paths, _untouched(library, wish))
        result.strays = [] if wish.site else manifest.strays()
    if paths or result.retired:
        manifest.save()
    result.elsewhere = [] if wish.names else elsewhere(library, wish.site)
    result.diagnostics = sink.sorted()
    return result


def _release(
    project: Project, wish: Wish, out: Path, progress: Callable[[int], Callable[[], None]]
) -> Result:
    """Releases what was asked for, each handout in all its editions or not at all.

    The others are judged too, for the record tells of every handout.
    """
    sink, result = Sink(), Result()
    library = read_library(project, sink)
    unread = [d for d in sink.sorted() if d.severity is Severity.ERROR]
    manifest = Manifest(out)
    write(out / REPORT, unfinished(project.today).encode())
    asked = which(library, sink, wish.names, site=wish.site)
    every = handouts(project, library, which(library, Sink()))
    step = progress(len(asked))
    fresh = _fresh(manifest, wish)
    decided = (_judged(project, library, each, fresh, asked, unread) for each in every)
    verdicts: list[Verdict] = []
    for one, drawn in _drawn(decided, wish.jobs):
        problems = _problems(drawn)
        sink.extend((*one.found, *problems))
        verdicts.append(one.verdict.refused(problems))
        result.fresh += one.fresh
        good = [] if problems else _entries(drawn)
        manifest.put(*good)
        result.drawn += [entry for entry, _ in good]
        for _ in (*one.fresh, *one.stale):
            step()
    result.retired = manifest.retire(_kept(manifest, library, wish, verdicts), set())
    manifest.save()
    held = _held(manifest)
    write(out / REPORT, record(verdicts, held, _definitions(unread), project.today).encode())
    result.elsewhere = [] if wish.names else elsewhere(library, wish.site)
    result.diagnostics = sink.sorted()
    return result


def checked(project: Project, library: Library, wish: Wish, sink: Sink) -> Iterator[Handout]:
    """The handouts that were wished for, merged and without errors. Problems go to `sink`."""
    wanted = which(library, sink, wish.names, wish.edition, wish.site)
    for each in handouts(project, library, wanted):
        one = decide(project, library, each, lambda path, key: False)
        sink.extend(one.found)
        yield from one.stale


def _drawn(
    decided: Iterable[Decided], jobs: int | None
) -> Iterator[tuple[Decided, list[tuple[Handout, Drawn]]]]:
    """Each handout with the files that were drawn for it, in order.

    They are drawn as they are decided, a few ahead of what is given back.
    """
    waiting: deque[Decided] = deque()

    def stale() -> Iterator[Handout]:
        for one in decided:
            waiting.append(one)
            yield from one.stale

    files: list[tuple[Handout, Drawn]] = []
    for drawn in draw(stale(), jobs):
        while not waiting[0].stale:
            yield waiting.popleft(), []
        files.append(drawn)
        if len(files) == len(waiting[0].stale):
            yield waiting.popleft(), files
            files = []
    for one in waiting:
        yield one, []


def _judged(
    project: Project,
    library: Library,
    each: Merged,
    fresh: Callable[[str, str], bool],
    asked: Sequence[Which],
    unread: Sequence[Diagnostic],
) -> Decided:
    """What is decided of a handout for a release; of one nobody asked for, the verdict alone."""
    one = decide(project, library, each, fresh, release=True, unread=unread)
    return one if each.which[0] in asked else Decided(one.verdict, ())


def _fresh(manifest: Manifest, wish: Wish) -> Callable[[str, str], bool]:
    return lambda path, key: not wish.force and manifest.fresh(path, key)


def _problems(drawn: Iterable[tuple[Handout, Drawn]]) -> list[Diagnostic]:
    """What does not fit on its pages."""
    return [problem for _, (_, _, problems) in drawn for problem in problems]


def _entries(drawn: Iterable[tuple[Handout, Drawn]]) -> list[tuple[Entry, bytes]]:
    """The files that were drawn, with what the manifest notes of each."""
    return [(entry_of(handout, key_of(handout), data, pages), data)
            for handout, (data, pages, _) in drawn]  # fmt: skip


def _untouched(library: Library, wish: Wish) -> set[str]:
    """The sites that a build of one site leaves as they are."""
    return set(library.sites) - {wish.site} if wish.site else set()


def _kept(
    manifest: Manifest, library: Library, wish: Wish, verdicts: Sequence[Verdict]
) -> set[str]:
    """The files that stay in a release: all but other editions of what is released now.

    When everything is released, those of handouts that are no longer defined go too.
    """
    new = {(one.code, one.site): one.files for one in verdicts if one.good}
    whole = not (wish.names or wish.site or library.broken)
    codes = {one.code for one in verdicts}
    return {
        path
        for path, entry in manifest.entries.items()
        if path in new.get((entry.handout, entry.site), {path: ""})
        and (entry.handout in codes or not whole)
    }


def _held(manifest: Manifest) -> Held:
    whole = {path: e for path, e in manifest.entries.items() if manifest.untouched(e)}
    changed = [path for path in manifest.entries if path not in whole]
    return Held(whole, sorted({*changed, *manifest.strays()}))


def _definitions(unread: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The mistakes in definitions of handouts, which keep these from being known at all."""
    return [each for each in unread if Path(each.span.path).parent == Path("handouts")]
