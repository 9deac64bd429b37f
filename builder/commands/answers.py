"""`handouts answers`: what was filled in on question sheets that came back."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import (
    MISTAKES,
    must_be_for_people,
    must_be_project,
    number_of,
    one_line,
    tell,
    tell_data,
    tell_table,
)
from builder.machine.streams import can_show
from builder.project import Project

if TYPE_CHECKING:
    from builder.model import Handout
    from builder.questions.reply import Reply


@click.command("answers")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["yaml", "json", "csv"]), default="yaml")
@click.option("--other-versions", is_flag=True,
              help="Also read sheets of other versions, by the words in the file.")  # fmt: skip
@click.option("--summary", type=click.Path(path_type=Path), metavar="OUT.pdf",
              help="Draw the only reply as a page for the clinician, too.")  # fmt: skip
@click.pass_obj
def command(
    project: Project,
    files: tuple[Path, ...],
    form: str,
    other_versions: bool,
    summary: Path | None,
) -> None:
    """Read the question sheets FILES, which somebody filled in and saved.

    A box that was not ticked is 'blank', which is not a no; what is 'unclear' or 'missing' must be
    asked again. A file that is damaged, or of another version, is refused in one line. Nothing that
    was typed is in any of these lines.
    """
    must_be_project(project)
    if summary is not None:
        _must_be_for_one(project, files, summary)
    from builder.questions.exported import as_csv, as_data, as_yaml
    from builder.questions.replies import replies

    read = replies(project, files, other_versions=other_versions)
    if form == "json":
        tell_data(as_data(read.replies))
    elif form == "csv":
        tell_table(as_csv(read.replies))
    else:
        text = as_yaml(read.replies)
        shown = text if can_show(text) else as_yaml(read.replies, ascii_only=True)
        click.echo(shown, nl=False)
    tell(read.found, err=True)
    if summary is not None and read.replies:
        _summarise(read.sheet_of(read.replies[0]), read.replies[0], summary)
    sys.exit(MISTAKES if read.failed else 0)


def _must_be_for_one(project: Project, files: tuple[Path, ...], summary: Path) -> None:
    """Raises UsageError where a summary would be of several people, or replace anything."""
    if len(files) > 1:
        raise click.UsageError("a summary is of one person: give one file")
    must_be_for_people(project, summary.parent)
    if os.path.lexists(summary):
        message = f"'{summary}': something lies there already; give each summary a new name"
        raise click.UsageError(one_line(message))


def _summarise(sheet: Handout, reply: Reply, place: Path) -> None:
    from builder.machine.privately import private_files
    from builder.questions.asprinted import undrawn
    from builder.questions.clinicalsummary import drawn

    done = drawn(sheet, reply)
    private_files([(place, done.pdf)])
    click.echo(one_line(f"{place}: {number_of(done.pages, 'page')}"), err=True)
    tell(undrawn(sheet, reply), err=True)
