"""`handouts personalise`: a copy for each person on a list."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.console import (
    MISTAKES,
    must_be_outputs,
    must_be_private,
    must_be_project,
    tell,
    waiting_for,
    warn,
    with_crew,
)
from builder.diagnostics import Sink
from builder.machine.crew import Crew
from builder.project import Project

LIST = click.Path(exists=True, dir_okay=False, allow_dash=True)


@click.command("personalise")
@click.argument("names", nargs=-1, required=True)
@click.option("--to", "people", type=LIST, metavar="FILE",
              help="The list of people, CSV or YAML; '-' is standard input.")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the copies go.")  # fmt: skip
@click.option("--columns", is_flag=True, help="Print the first line of such a list, and end.")
@click.option("--site", help="With the facts of this site.")
@with_crew
@click.pass_obj
def command(
    project: Project,
    names: tuple[str, ...],
    people: str | None,
    out: Path | None,
    columns: bool,
    site: str | None,
    crew: Crew,
) -> None:
    """Write a copy of the handouts NAMES for each person on a list.

    The list has a column for each field that a handout declares, and may say the language and the
    edition. All of it is looked at first. A copy is named by the row of the list; what an earlier
    list left in the folder is taken out.
    """
    from builder.deliver.personalise import personalise

    must_be_project(project)
    if columns:
        _tell_columns(project, names, site)
        return
    if people is None or out is None:
        raise click.UsageError("say who gets copies ('--to LIST') and where they go ('--out DIR')")
    must_be_outputs(project, out)
    must_be_private(crew)
    waits = waiting_for(out)
    done = personalise(project, names, people, out, site=site, crew=crew, waits=waits, told=warn)
    tell(done.found, err=True)
    if done.files:
        what = "1 copy" if done.files == 1 else f"{done.files} copies"
        whom = "1 person" if done.people == 1 else f"{done.people} people"
        click.echo(f"{out}: {what} for {whom}, {done.pages} pages")
    else:
        click.echo("nothing was written", err=True)
    sys.exit(MISTAKES if done.failed else 0)


def _tell_columns(project: Project, names: tuple[str, ...], site: str | None) -> None:
    from builder.deliver.copies.press import press
    from builder.library.reading import read_library

    sink = Sink()
    ready = press(project, read_library(project, sink), names, site, sink)
    tell(sink.errors(), err=True)
    if ready is None:
        sys.exit(MISTAKES)
    click.echo(",".join(dict.fromkeys(("name", "language", "edition", *ready.fields))))
