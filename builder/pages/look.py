"""The pages of all handouts that were wished for, measured by a crew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.which import documents, which
from builder.library.work import ready
from builder.machine.chunks import in_order
from builder.machine.crew import Crew
from builder.outputs.result import Wish
from builder.pages.measurer import Looked, Measurer
from builder.project import Project


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
    wanted = which(library, sink, wish.names, wish.edition, wish.site)
    crew = ready(crew, project, len(wanted))
    measurer = Measurer(project, out or project.root / "dist", library)
    for looked, found in in_order(
        measurer, documents(wanted), crew, named=lambda each: each[0].definition, told=told
    ):
        sink.extend(found)
        yield from looked
