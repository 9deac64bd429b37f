"""`handouts questions`: a sheet of questions for one person."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.console import MISTAKES, must_be_own, must_be_project, number_of, one_line, tell
from builder.project import Project


@click.command("questions")
@click.argument("name")
@click.option("--pick", metavar="ID,ID", default="",
              help="Only these questions of the bank, by their names.")  # fmt: skip
@click.option("--add", multiple=True, metavar="TEXT",
              help="A question in the person's own words; any number of times.")  # fmt: skip
@click.option("--visit", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              metavar="FILE", help="What is known of the visit, in YAML.")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the sheet goes; each person needs a new folder.")  # fmt: skip
@click.option("--edition", help="In this edition only.")
@click.option("--site", help="With the facts of this site.")
@click.option("--list", "listed", is_flag=True, help="Print the questions to pick from, and end.")
@click.pass_obj
def command(
    project: Project,
    name: str,
    pick: str,
    add: tuple[str, ...],
    visit: Path | None,
    out: Path | None,
    edition: str | None,
    site: str | None,
    listed: bool,
) -> None:
    """Write the question sheet NAME for one person: the questions they chose, and their own.

    What is known of the visit stands where others write it. Nothing of the person is in the
    name of the file or in what the file says of itself.
    """
    from builder.deliver.personalsheet import personal_sheet

    must_be_project(project)
    if listed:
        _tell_questions(project, name, site)
        return
    if out is None:
        raise click.UsageError("say where the sheet goes ('--out DIR')")
    picked = [each.strip() for each in pick.split(",") if each.strip()]
    if not (picked or add or visit):
        raise click.UsageError("say what is this person's own: '--pick', '--add' or '--visit'")
    must_be_own(project, out)
    done = personal_sheet(
        project, name, out, picked=picked, added=add, visit=visit, edition=edition, site=site
    )
    tell(done.found, err=True)
    for place, pages in done.files:
        click.echo(one_line(f"{place}: {number_of(pages, 'page')}"))
    if done.failed:
        click.echo("nothing was written", err=True)
        sys.exit(MISTAKES)


def _tell_questions(project: Project, name: str, site: str | None) -> None:
    from builder.deliver.sheets.sheetmaker import sheet_maker
    from builder.diagnostics import Sink
    from builder.library.reading import read_library

    sink = Sink()
    maker = sheet_maker(project, read_library(project, sink), name, sink, site=site)
    tell(sink.errors(), err=True)
    if maker is None:
        sys.exit(MISTAKES)
    for group in maker.bank:
        for question in group.questions:
            click.echo(f"{question.id}: {question.text.text}")
