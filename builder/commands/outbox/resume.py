"""`handouts outbox resume`: sends what waits."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands.outbox.folder import ledger_in, with_folder
from builder.console import MISTAKES, must_be_project, tell
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.project import Project

if TYPE_CHECKING:
    from builder.deliver.ledger.ledger import Ledger
    from builder.model import Mail


@click.command("resume")
@with_folder
@click.option("--site", help="The site whose mails are sent, where there are several.")
@click.option("--limit", type=click.IntRange(min=1), help="Send so many mails at most.")
@click.option("--rate", type=click.IntRange(1, 6000), help="So many mails a minute.")
@click.option("--wait", is_flag=True, help="Wait for mails that are put off, and send them.")
@click.pass_obj
def command(
    project: Project,
    out: Path | None,
    site: str | None,
    limit: int | None,
    rate: int | None,
    wait: bool,
) -> None:
    """Send the mails that wait."""
    name, mail = mail_of(project, site)
    with ledger_in(project, out, copied=False) as ledger:
        sys.exit(send_and_tell(ledger, mail, name, limit=limit, rate=rate, wait=wait))


def mail_of(project: Project, site: str | None) -> tuple[str, Mail]:
    """The site that is meant, and how it sends mail. Raises UsageError where that is unclear."""
    must_be_project(project)
    sink = Sink()
    sites = read_library(project, sink).sites
    if sink.failed:
        tell([each for each in sink.sorted() if each.severity == "error"], err=True)
        sys.exit(MISTAKES)
    if site is None and len(sites) != 1:
        raise click.UsageError(f"which site? '--site' can be {', '.join(sorted(sites))}")
    name = site if site is not None else next(iter(sites))
    if name not in sites:
        raise click.UsageError(f"there is no site '{name}'")
    mail = sites[name].mail
    if mail is None:
        raise click.UsageError(f"the site '{name}' does not say how it sends mail ('mail')")
    return name, mail


def send_and_tell(
    ledger: Ledger, mail: Mail, site: str, *, limit: int | None, rate: int | None, wait: bool
) -> int:
    """Sends what waits and says what became of it; the exit code.

    Also when the run is stopped, which is then raised: an OSError or `signals.Ended`.
    """
    from builder.deliver.ledger import saying
    from builder.deliver.ledger.mailing import State
    from builder.deliver.sending import Event, Sent, send
    from builder.deliver.smtp.login import login

    def told(event: Event) -> None:
        if event.state is not State.SENT:
            click.echo(saying.became(event), err=True)

    sent = Sent()
    try:
        send(
            ledger, mail, login(os.environ), site=site, limit=limit, per_minute=rate, wait=wait,
            told=told, sent=sent,
        )  # fmt: skip
    finally:
        for text in saying.summary(sent):
            click.echo(text, err=True)
    return MISTAKES if sent.failed or sent.doubts or sent.expired else 0
