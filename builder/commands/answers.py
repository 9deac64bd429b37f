"""`handouts answers`: what was filled in on question sheets that came back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.console import MISTAKES, must_be_project, tell, tell_data
from builder.machine.streams import can_show
from builder.project import Project


@click.command("answers")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["yaml", "json", "csv"]), default="yaml")
@click.option("--other-versions", is_flag=True,
              help="Also read sheets of other versions, by the words in the file.")  # fmt: skip
@click.pass_obj
def command(project: Project, files: tuple[Path, ...], form: str, other_versions: bool) -> None:
    """Read the question sheets FILES, which somebody filled in and saved.

    A box that was not ticked is 'blank', which is not a no; what is 'unclear' or 'missing' must be
    asked again. A file that is damaged, or of another version, is refused in one line. Nothing that
    was typed is in any of these lines.
    """
    must_be_project(project)
    from builder.questions.exported import as_csv, as_data, as_yaml
    from builder.questions.replies import replies

    read = replies(project, files, other_versions=other_versions)
    if form == "json":
        tell_data(as_data(read.replies))
    elif form == "csv":
        click.echo(as_csv(read.replies), nl=False)
    else:
        text = as_yaml(read.replies)
        shown = text if can_show(text) else as_yaml(read.replies, ascii_only=True)
        click.echo(shown, nl=False)
    tell(read.found, err=True)
    sys.exit(MISTAKES if read.failed else 0)
