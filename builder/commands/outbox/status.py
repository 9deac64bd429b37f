"""`handouts outbox status`: what became of the mails."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.commands.outbox.folder import ledger_in, with_folder
from builder.console import MISTAKES, tell_data
from builder.project import Project


@click.command("status")
@with_folder
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--all", "everyone", is_flag=True, help="List all mails, not only those in need.")
@click.option("--show", is_flag=True, help="Show the addresses, too.")
@click.pass_obj
def command(project: Project, out: Path | None, form: str, everyone: bool, show: bool) -> None:
    """Show how many mails are where, and which of them need somebody."""
    from builder.deliver.ledger import saying
    from builder.deliver.ledger.ledger import COPY
    from builder.deliver.ledger.overview import as_data, lines, overview

    with ledger_in(project, out) as ledger:
        found = overview(ledger)
        rows = lines(ledger, everyone=everyone or form == "json", addresses=show)
    if form == "json":
        tell_data(as_data(found, rows))
    else:
        for text in (*saying.standing(found), *map(saying.line, rows)):
            click.echo(text)
    if found.is_copy:
        click.echo(COPY, err=True)
    sys.exit(MISTAKES if found.bad else 0)
