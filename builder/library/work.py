"""Work with all that was read, by this process or by any other."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from threading import Lock
from typing import Any, Generic, TypeVar

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.reading import read_library
from builder.machine.crew import Crew
from builder.machine.kept import Kept
from builder.machine.toolchain import toolchain
from builder.project import Project

Given = TypeVar("Given")
Made = TypeVar("Made")
# Threads of one process take turns: what draws remembers much, and Python would run one of them.
ONE_AT_A_TIME = Lock()
Agreed = tuple[str, str]  # what draws, and a digest of what it reads


class Work(Kept, Generic[Given, Made]):
    """What makes something with a library.

    A copy of this process has the library; a process that is started anew reads it itself, and
    must find what this one found. It raises OSError when it does not.
    """

    agreed: Agreed | None = None

    def __init__(self, project: Project, library: Library | None = None) -> None:
        super().__init__()
        self.project = project
        if library is not None:
            self.library = library

    def made(self, given: Given) -> Made:
        raise NotImplementedError

    def made_of(self) -> tuple[Any, ...]:
        """What it was made with, beside the project and the library; all of it small."""
        return ()

    def __call__(self, given: Given) -> Made:
        with ONE_AT_A_TIME:
            return self.made(given)

    @cached_property
    def library(self) -> Library:
        if self.agreed is not None:
            must_agree(self.agreed, self.project)
        return read_library(self.project, Sink())

    @cached_property
    def _here(self) -> Agreed:
        return agreed(self.project)

    def anew(self) -> tuple[Any, tuple[Any, ...]]:
        given = self.project.everywhere(), *self.made_of()
        return _elsewhere, (type(self), self.agreed or self._here, given)


def _elsewhere(kind: type[Work[Any, Any]], agreed: Agreed, given: tuple[Any, ...]) -> Any:
    work = kind(*given)
    work.agreed = agreed
    return work


def ready(crew: Crew, project: Project, files: int) -> Crew:
    """The crew for so many files; workers elsewhere are asked first whether they agree."""
    if crew.address:
        project = project.everywhere()
        return replace(crew, check=partial(must_agree, agreed(project), project))
    return crew.for_files(files)


def agreed(project: Project) -> Agreed:
    return toolchain(), project.digest()


def must_agree(expected: Agreed, project: Project) -> None:
    """Raises OSError when this process would draw with something else, or of something else."""
    if not project.is_project():
        raise OSError(0, "is not there for all that draw", str(project.root))
    tools, sources = agreed(project)
    if tools != expected[0]:
        raise OSError(0, f"who draws has another builder, library or Python: {tools}")
    if sources != expected[1]:
        raise OSError(
            0, "is not the same for all that draw, or was just changed", str(project.root)
        )
