"""`handouts outbox withdraw`: takes mails out of the queue."""

from __future__ import annotations

import time
from pathlib import Path

import click

from builder.commands.outbox.folder import ledger_in, number_meant, with_folder
from builder.project import Project


@click.command("withdraw")
@with_folder
@click.option("--id", "said", metavar="ID", help="One mail, by its number or its message id.")
@click.option("--all", "everyone", is_flag=True, help="All that wait.")
@click.pass_obj
def command(project: Project, out: Path | None, said: str | None, everyone: bool) -> None:
    """Take mails that wait out of the queue. What a server has accepted cannot be called back."""
    from builder.deliver.ledger.reconcile import withdraw as withdrawn

    if (said is None) != everyone:
        raise click.UsageError("say which: '--id ID' or '--all'")
    with ledger_in(project, out) as ledger:
        number = None if said is None else number_meant(ledger, said)
        click.echo(f"withdrawn: {withdrawn(ledger, number, time.time())}")
