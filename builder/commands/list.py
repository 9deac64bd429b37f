"""`handouts list`: the handouts there are."""

from __future__ import annotations

import sys
from typing import Any

import click

from builder.console import MISTAKES, must_be_project, tell, tell_data
from builder.diagnostics import Sink
from builder.library.library import read_library
from builder.project import Project


@click.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(project: Project, form: str) -> None:
    """List the handouts there are."""
    must_be_project(project)
    sink = Sink()
    library = read_library(project, sink)
    rows: list[dict[str, Any]] = [
        {
            "handout": str(d.handout),
            "title": d.title.text,
            "layout": str(d.layout),
            "editions": [*d.every_edition],
            "version": d.version.text,
            "published": d.published.isoformat(),
            "withdrawn": d.withdrawn.on.isoformat() if d.withdrawn else None,
            "file": d.span.path,
        }
        for d in library.definitions.values()
    ]
    if form == "json":
        tell_data(rows)
    else:
        width = max((len(str(row["handout"])) for row in rows), default=0)
        for row in rows:
            gone, editions = row["withdrawn"], ", ".join(row["editions"])
            state = f"withdrawn on {gone}" if gone else editions
            click.echo(f"{row['handout']:<{width}}  {row['title']}  ({state})")
    tell(sink.sorted(), err=True)
    sys.exit(MISTAKES if sink.failed else 0)
