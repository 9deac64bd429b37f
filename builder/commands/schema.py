"""`handouts schema`: the JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from builder.diagnostics import Sink
from builder.library.library import read_library
from builder.project import Project


@click.command("schema")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the files go (default: '.schemas' in the project).")  # fmt: skip
@click.pass_obj
def command(project: Project, out: Path | None) -> None:
    """Write JSON Schemas, with which an editor completes and checks sources.

    They know the layouts, brands and sites of the project as they are now.
    """
    from builder.authors.schema import schemas
    from builder.machine.disk import write

    out = out or project.root / ".schemas"
    for name, text in schemas(read_library(project, Sink())).items():
        write(out / f"{name}.json", text.encode())
        click.echo(out / f"{name}.json")
