"""`handouts outbox forget`: takes people out of the ledger."""

from __future__ import annotations

import time
from pathlib import Path

import click

from builder.commands.outbox.folder import OUTBOX, ledger_in, with_folder
from builder.commands.outbox.resume import mail_of
from builder.project import Project


@click.command("forget")
@with_folder
@click.option("--site", help="The site whose 'keep_days' count, where there are several.")
@click.option("--all-final", is_flag=True, help="All that were accepted or failed, not only old.")
@click.pass_obj
def command(project: Project, out: Path | None, site: str | None, all_final: bool) -> None:
    """Take people out of the ledger: addresses and letters of mails long sent or failed.

    How long a ledger knows people is said by 'keep_days' of the site's 'mail'. What stays says
    how many had which version of a handout and when, and that somebody has had it already.
    Mails that were only written to be looked at go after 7 days.
    """
    from builder.deliver.ledger.forget import forget as forgotten
    from builder.deliver.ledger.forget import left, previews_gone

    days = 0 if all_final else mail_of(project, site)[1].keep_days
    with ledger_in(project, out) as ledger:
        count = forgotten(ledger, time.time() - days * 86_400)
        known = left(ledger)
    click.echo(f"forgotten: {count}; still known: {known}")
    if previews_gone(out or project.root / OUTBOX, time.time(), everything=all_final):
        click.echo("the mails that were written to be looked at are taken out")
