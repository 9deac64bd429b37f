"""The pages of all handouts that were wished for, looked at by a crew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from builder.diagnostics import Diagnostic, Sink
from builder.library.library import Library
from builder.library.which import Editions, documents, which
from builder.library.work import Work, ready
from builder.machine.chunks import in_order
from builder.machine.crew import Crew
from builder.outputs.result import Wish
from builder.pages.measurer import Looked, Measurer
from builder.pages.preflighter import Preflighter, Preflown
from builder.project import Project

Seen = TypeVar("Seen")


def looked_at(
    project: Project,
    library: Library,
    wish: Wish,
    sink: Sink,
    crew: Crew = Crew(),  # noqa: B008
    told: Callable[[str], object] = lambda line: None,
    out: Path | None = None,
) -> Iterator[Looked]:
    """One file after the other, as it lies in `out` (default: `dist`) or else drawn for it.

    Problems go to `sink`; what cannot be printed is left out.
    """
    measurer = Measurer(project, out or project.root / "dist", library)
    return _by_crew(project, library, measurer, wish, sink, crew, told)


def preflown(
    project: Project,
    library: Library,
    wish: Wish,
    sink: Sink,
    printer: str | None = None,
    crew: Crew = Crew(),  # noqa: B008
    told: Callable[[str], object] = lambda line: None,
) -> Iterator[Preflown]:
    """The same, looked at as `printer` prints it (default: that of the handout's site)."""
    work = Preflighter(project, project.root / "dist", printer, library)
    return _by_crew(project, library, work, wish, sink, crew, told)


def _by_crew(
    project: Project,
    library: Library,
    work: Work[Editions, tuple[tuple[Seen, ...], tuple[Diagnostic, ...]]],
    wish: Wish,
    sink: Sink,
    crew: Crew,
    told: Callable[[str], object],
) -> Iterator[Seen]:
    wanted = which(library, sink, wish.names, wish.edition, wish.site)
    crew = ready(crew, project, len(wanted))
    for seen, found in in_order(
        work, documents(wanted), crew, named=lambda each: each[0].definition, told=told
    ):
        sink.extend(found)
        yield from seen
