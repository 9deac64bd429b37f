"""`handouts new`: a starting point that builds."""

from __future__ import annotations

import click

from builder.project import Project


@click.command("new")
@click.argument("what", type=click.Choice(["topic", "handout", "brand", "site", "pack"]))
@click.argument("name")
@click.option("--brand", help="The brand of a new handout, where there are several.")
@click.option("--site", help="The site of a new handout, where there are several.")
@click.pass_obj
def command(project: Project, what: str, name: str, brand: str | None, site: str | None) -> None:
    """Make a starting point that builds: a topic, handout, brand, site or pack called NAME."""
    from builder.authors.scaffold import BadName, scaffold

    try:
        for path in scaffold(project, what, name, {"brand": brand, "site": site}):
            click.echo(project.root / path)
        if not (project.root / "schemas").exists():
            click.echo("so that your editor completes and checks: handouts schema", err=True)
    except BadName as problem:
        raise click.UsageError(str(problem)) from None
