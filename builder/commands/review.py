"""`handouts review`: what a clinician needs to sign."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.console import MISTAKES, alone, must_be_outputs, must_be_project, tell
from builder.diagnostics import Severity, Sink
from builder.library.reading import read_library
from builder.library.which import which
from builder.machine.disk import write as write_file
from builder.model import WEB
from builder.project import Project


@click.command("review")
@click.argument("name")
@click.option("--against", metavar="REV|FILE",
              help="What changed since a git revision or an earlier manifest.json.")  # fmt: skip
@click.option("--site", help="With the facts of this site.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the files go (default: 'dist/review' in the project).")  # fmt: skip
@click.pass_obj
def command(
    project: Project, name: str, against: str | None, site: str | None, out: Path | None
) -> None:
    """Write the review pack of the handout NAME, as PDF and as web page.

    It has every word beside its evidence, what changed, what is open, and a
    page to sign. The leaflet as it prints is written beside it. Where there are
    several sites, each has a pack of its own.
    """
    from builder.review.files import files
    from builder.review.review import review
    from builder.sign.handouts import handouts

    must_be_project(project)
    folder, sink = out or project.root / "dist/review", Sink()
    must_be_outputs(project, folder)
    library = read_library(project, sink)
    every = which(library, sink, (name,), site=site)
    for merged in handouts(project, library, (each for each in every if each.edition != WEB)):
        found = review(project, library, merged, sink, against=against)
        if found is None:
            continue
        with alone(folder):
            for path, data in files(found, sink):
                write_file(folder / path, data)
                click.echo(folder / path)
    tell([each for each in sink.sorted() if each.severity is Severity.ERROR], err=True)
    sys.exit(MISTAKES if sink.failed else 0)
