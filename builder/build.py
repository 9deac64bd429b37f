"""The pipeline, top to bottom: read, merge, check, draw, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from builder.approvals import signed
from builder.checks import check as checks
from builder.choice import chosen, editions_of, elsewhere, sites_of
from builder.diagnostics import Diagnostic, Sink, did_you_mean
from builder.draw import draw
from builder.library import Library, read_library
from builder.manifest import Manifest
from builder.merge import in_edition
from builder.model import Handout, HandoutDefinition
from builder.outputs import Entry, entry_of, key_of, path_of
from builder.place import Span
from builder.project import Project
from builder.release import Released, left, refusals, refuse, released, unmerged


@dataclass(frozen=True)
class Wish:
    """What to build: names (none is all), one edition or all, one site or all, drawn or not."""

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
    released: list[Released] = field(default_factory=list)
    left: list[Entry] = field(default_factory=list)
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
    sink = Sink()
    library = read_library(project, sink)
    manifest, result = Manifest(out), Result()
    wanted: set[str] = set()

    def fresh(handout: Handout) -> bool:
        return not wish.force and manifest.fresh(path_of(handout), key_of(handout))

    def stale() -> Iterator[Handout]:
        for handout, is_fresh in checked(project, library, wish, sink, fresh, result.released):
            wanted.add(path_of(handout))
            if is_fresh:
                result.fresh.append(path_of(handout))
                step()
            else:
                yield handout

    step = progress(_files(library, wish))
    drawn = draw(stale(), wish.jobs)
    for _, editions in groupby(drawn, key=lambda each: (each[0].folder, each[0].name)):
        done = list(editions)
        problems = [problem for _, (_, _, own) in done for problem in own]
        sink.extend(problems)
        if problems:
            refuse(result.released, done[0][0], problems)
        for handout, (data, pages, own) in done:
            if not own and not (wish.release and problems):
                entry = entry_of(handout, key_of(handout), data, pages)
                manifest.put(entry, data)
                result.drawn.append(entry)
            step()
    if not wish.names and not wish.edition and not sink.failed:
        result.retired = manifest.retire(wanted, _untouched(library, wish))
        result.strays = [] if wish.site else manifest.strays()
    if wanted or result.retired:
        manifest.save()
    result.left = left(result.released, manifest.entries.values()) if wish.release else []
    result.elsewhere = [] if wish.names else elsewhere(library, wish.site)
    result.diagnostics = sink.sorted()
    return result


def checked(
    project: Project,
    library: Library,
    wish: Wish,
    sink: Sink,
    fresh: Callable[[Handout], bool] = lambda handout: False,
    decided: list[Released] | None = None,
) -> Iterator[tuple[Handout, bool]]:
    """The handouts that were wished for, merged and without errors, and whether each is fresh.

    Problems go to `sink`; `fresh` says whether an output of a handout stands. For
    a release, `decided` gets what is released and what is not.
    """
    offered: set[str] = set()
    for definition in chosen(library, wish.names, sink, wish.site):
        editions = editions_of(definition)
        offered.update(editions)
        if wish.edition is not None and wish.edition not in editions:
            if wish.names:
                message = f"'{definition.handout}' has no edition '{wish.edition}'"
                hint = did_you_mean(wish.edition, editions)
                sink.error(definition.span, "unknown-edition", message, hint)
            continue
        wanted = [edition for edition in editions if wish.edition in (None, edition)]
        for site in sites_of(library, definition, wish.site):
            one = replace(wish, site=site)
            yield from _each(project, library, definition, wanted, one, sink, fresh, decided)
    if wish.edition and not wish.names and offered and wish.edition not in offered:
        hint = did_you_mean(wish.edition, offered)
        message = f"no handout has the edition '{wish.edition}'"
        sink.error(Span("handouts"), "unknown-edition", message, hint)


def _files(library: Library, wish: Wish) -> int:
    """How many files a build is about, at most."""
    return sum(
        len(editions_of(each)) * len(sites_of(library, each, wish.site))
        for each in chosen(library, (), Sink(), wish.site)
    )


def _untouched(library: Library, wish: Wish) -> set[str]:
    """The sites that a build of one site leaves as they are."""
    return set(library.sites) - {wish.site} if wish.site else set()


def _each(
    project: Project,
    library: Library,
    definition: HandoutDefinition,
    editions: Sequence[str],
    wish: Wish,
    sink: Sink,
    fresh: Callable[[Handout], bool],
    decided: list[Released] | None,
) -> Iterator[tuple[Handout, bool]]:
    """The editions of one handout. It is merged once: they differ in nothing but their form.

    A release holds all that were wished for, or none.
    """
    found = Sink()
    merged = signed(project, library, definition, editions[0], found, site=wish.site)
    if merged is None:
        sink.extend(found.sorted())
        if decided is not None:
            site = wish.site or str(definition.site or "")
            decided.append(unmerged(definition, site, found.sorted()))
        return
    looked = (
        _looked(project, library, in_edition(merged, edition), wish, fresh, again=bool(number))
        for number, edition in enumerate(editions)
    )
    if wish.release:
        every = list(looked)
        case = checks.Case(merged, library.claims, project.today, library.terms)
        told = Sink(found.sorted(), *(own.sorted() for _, _, own in every)).sorted()
        why = Sink(refusals(case, told)).sorted()
        sink.extend([each for each in told if each.code not in checks.SAFETY])
        sink.extend(why)
        if decided is not None:
            decided.append(released(merged, why))
        yield from ((handout, is_fresh) for handout, is_fresh, _ in every if not why)
        return
    sink.extend(found.sorted())
    for handout, is_fresh, own in looked:
        sink.extend(own.sorted())
        if not (found.failed or own.failed):
            yield handout, is_fresh


def _looked(
    project: Project,
    library: Library,
    handout: Handout,
    wish: Wish,
    fresh: Callable[[Handout], bool],
    *,
    again: bool,
) -> tuple[Handout, bool, Sink]:
    """A handout, whether its output stands, and what the checks find in it."""
    is_fresh = fresh(handout)
    case = checks.Case(handout, library.claims, project.today, library.terms)
    return (
        handout,
        is_fresh,
        Sink(checks.run(case, fresh=is_fresh, again=again, release=wish.release)),
    )
