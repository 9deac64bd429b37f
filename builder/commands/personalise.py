"""`handouts personalise`: a copy for each person on a list."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import (
    MISTAKES,
    alone,
    must_be_outputs,
    must_be_private,
    must_be_project,
    tell,
    warn,
    with_crew,
)
from builder.diagnostics import Severity, Sink
from builder.library.library import read_library
from builder.machine.crew import Crew
from builder.project import Project

if TYPE_CHECKING:
    from builder.deliver.copies import Copier
    from builder.deliver.recipient import Recipient


LIST = click.Path(exists=True, dir_okay=False, allow_dash=True)


@click.command("personalise")
@click.argument("names", nargs=-1, required=True)
@click.option("--to", "people", type=LIST, required=True, metavar="FILE",
              help="The list of people, CSV or YAML; '-' is standard input.")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True,
              metavar="DIR", help="Where the copies go.")  # fmt: skip
@click.option("--site", help="With the facts of this site.")
@with_crew
@click.pass_obj
def command(
    project: Project,
    names: tuple[str, ...],
    people: str,
    out: Path,
    site: str | None,
    crew: Crew,
) -> None:
    """Write a copy of the handouts NAMES for each person on a list.

    The list has a column for each field that a handout declares, and may say the language and the
    edition. All of it is looked at first. A copy is named by the row of the list; what an earlier
    list left in the folder is taken out.
    """
    from builder.deliver.copies import Copier
    from builder.deliver.press import press

    must_be_project(project)
    must_be_outputs(project, out)
    must_be_private(crew)
    sink = Sink()
    ready = press(project, read_library(project, sink), names, site, sink)
    tell([each for each in sink.sorted() if each.severity is Severity.ERROR], err=True)
    if ready is None or sink.failed:
        sys.exit(MISTAKES)
    work = Copier(project, names, site, out, ready)
    listed, found = _people(work, people), Sink()
    _write(work, listed, people, crew, found)
    tell(found.sorted(), err=True)
    sys.exit(MISTAKES if found.failed else 0)


def _people(work: Copier, path: str) -> list[Recipient]:
    """Everybody on the list; ends the command where anything is wrong with it."""
    from builder.deliver.addressees import addressees

    sink = Sink()
    found = addressees(work.press, path, sink)
    tell(sink.sorted(), err=True)
    if sink.failed:
        click.echo("nothing was written", err=True)
        sys.exit(MISTAKES)
    return found


def _write(work: Copier, people: Sequence[Recipient], listed: str, crew: Crew, found: Sink) -> None:
    """Writes all copies, and says how many; why one could not be made goes to `found`."""
    from builder.deliver.copies import copies, private
    from builder.deliver.master import Refusal

    files = pages = 0
    private(work.out)
    with alone(work.out):
        for row, outcome in copies(work, people, crew, warn):
            if isinstance(outcome, Refusal):
                outcome.tell(listed, row, found)
                continue
            files += len(outcome)
            pages += sum(each.pages for each in outcome)
    click.echo(f"{work.out}: {files} copies for {len(people)} people, {pages} pages")
