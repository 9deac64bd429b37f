"""`handouts schema`: the JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.project import SCHEMAS, Project


@click.command("schema")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the files go (default: '.schemas' in the project).")  # fmt: skip
@click.pass_obj
def command(project: Project, out: Path | None) -> None:
    """Write JSON Schemas, with which an editor completes and checks sources.

    They offer what the project has as it is now: topics, claims, pictures, sites and all else
    that has a name. `handouts new` writes them anew.
    """
    from builder.authors.schema import put

    for file in put(read_library(project, Sink()), out or project.root / SCHEMAS):
        click.echo(file)
