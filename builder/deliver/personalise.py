"""Copies of handouts for everybody on a list, from the sources to the files: one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.deliver.copies.copies import Copier, copies
from builder.deliver.copies.master import Refusal
from builder.deliver.copies.press import press
from builder.deliver.lists.addressees import addressees
from builder.diagnostics import Diagnostic, Sink
from builder.library.reading import read_library
from builder.machine.crew import Crew
from builder.machine.disk import alone
from builder.machine.privately import private_folder
from builder.project import Project


@dataclass(frozen=True)
class Personalised:
    """How many files there are now for how many people, with so many pages.

    `found` is what is wrong: with the sources or the list, and then there are no files;
    or with the copies of single people, which alone are not there.
    """

    people: int = 0
    files: int = 0
    pages: int = 0
    found: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        return Sink(self.found).failed


def personalise(
    project: Project,
    names: Sequence[str],
    people: str,
    out: Path,
    *,
    site: str | None = None,
    crew: Crew = Crew(),  # noqa: B008
    waits: Callable[[], None] = lambda: None,
    told: Callable[[str], object] = lambda line: None,
) -> Personalised:
    """Writes a copy of each of the handouts for each person on the list `people`, a path or '-'.

    They are in the folder `out`, named by handout and row of the list; `copies.json` in
    it says what each is. What an earlier list left there is taken out. `waits` is called
    when another process writes there, `told` hears what was lost and made again. Raises OSError.
    """
    sink = Sink()
    ready = press(project, read_library(project, sink), names, site, sink)
    if ready is None or sink.failed:
        return Personalised(found=tuple(sink.errors()))
    listed = addressees(ready, people, sink)
    if sink.failed:
        return Personalised(found=tuple(sink.errors()))
    files = pages = 0
    if not out.exists():
        private_folder(out)
    with alone(out, waits):
        for row, outcome in copies(Copier(project, names, site, out, ready), listed, crew, told):
            if isinstance(outcome, Refusal):
                outcome.tell(people, row, sink)
                continue
            files += len(outcome)
            pages += sum(each.pages for each in outcome)
    return Personalised(len(listed), files, pages, tuple(sink.errors()))
