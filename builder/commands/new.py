"""`handouts new`: a starting point that builds."""

from __future__ import annotations

from collections import deque

import click

from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.project import SCHEMAS, Project

KINDS = ("topic", "handout", "brand", "site", "facts", "language", "pack")


@click.command("new")
@click.argument("what", type=click.Choice(KINDS))
@click.argument("name", required=False)
@click.option("--brand", help="The brand of a new handout, where there are several.")
@click.option("--site", help="The site of a new handout, where there are several.")
@click.pass_obj
def command(
    project: Project, what: str, name: str | None, brand: str | None, site: str | None
) -> None:
    """Make a starting point that builds: a topic, handout, brand, site or pack called NAME.

    `new facts` writes the facts that sites give, `new language CODE` the words to translate.
    """
    from builder.authors.scaffold import ONE, BadName, scaffold

    if name is None and what not in ONE:
        raise click.UsageError(f"what is the {what} called? handouts new {what} NAME")
    name = what if name is None else name
    try:
        for path in scaffold(project, what, name, {"brand": brand, "site": site}):
            click.echo(project.root / path)
        _tell_editors(project)
    except BadName as problem:
        raise click.UsageError(str(problem)) from None


def _tell_editors(project: Project) -> None:
    """Schemas that were written before come to know the new name."""
    from builder.authors.schema import put

    if (project.root / SCHEMAS).is_dir():
        deque(put(read_library(project, Sink()), project.root / SCHEMAS), maxlen=0)
    else:
        click.echo("so that your editor completes and checks: handouts schema", err=True)
