"""`handouts show`: the reference of what there is to use."""

from __future__ import annotations

import click

from builder.project import Project


@click.command("show")
@click.argument("what", type=click.Choice(["blocks", "checks", "keys", "layouts"]))
@click.pass_obj
def command(project: Project, what: str) -> None:
    """Print the reference of the blocks, checks, keys or layouts there are."""
    from builder.authors.reference import reference

    click.echo(reference(what, project))
