"""`handouts outbox reconcile`: settles what is in doubt."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands.outbox.folder import ledger_in, number_meant, with_folder
from builder.console import MISTAKES
from builder.project import Project

if TYPE_CHECKING:
    from builder.deliver.ledger.ledger import Ledger

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
HOURS = 48  # that a mail is tried which somebody queues again


@click.command("reconcile")
@with_folder
@click.option("--id", "said", metavar="ID", help="A mail, by its number or its message id.")
@click.option("--sent/--not-sent", default=None, help="Whether the server has it.")
@click.option("--log", "logs", type=FILE, multiple=True, help="A log of the mail server.")
@click.option("--adopt", is_flag=True, help="Go on with a ledger that was copied or restored.")
@click.option("--yes", is_flag=True, help="Do what a log says, not only show it.")
@click.pass_obj
def command(
    project: Project,
    out: Path | None,
    said: str | None,
    sent: bool | None,
    logs: tuple[Path, ...],
    adopt: bool,
    yes: bool,
) -> None:
    """Settle mails that are in doubt: by your word, or by a log of the mail server.

    A mail is in doubt when the connection was lost after all of it was sent. It is never sent
    again by itself. '--id 12 --sent' says that the server has it, '--id 12 --not-sent' that
    it has not, and queues it again. '--log' reads a log of Postfix or Exim, and shows what
    it knows of the mails; with '--yes' the ledger believes it.
    """
    from builder.deliver.ledger.reconcile import recovered

    if (said is None) != (sent is None):
        raise click.UsageError("'--id' goes with '--sent' or '--not-sent'")
    with ledger_in(project, out) as ledger:
        if adopt:
            _adopt(ledger)
        elif not ledger.is_copy:
            recovered(ledger, time.time())
        if said is not None and sent is not None:
            _by_hand(ledger, said, sent)
        if logs:
            _by_log(ledger, logs, yes)
        sys.exit(_doubts(ledger))


def _adopt(ledger: Ledger) -> None:
    from builder.deliver.ledger.reconcile import adopt

    if not ledger.is_copy:
        raise click.UsageError("this ledger is no copy: there is nothing to adopt")
    count = adopt(ledger, time.time())
    click.echo(f"this is the ledger from now on; in doubt now, for they may have left: {count}")


def _by_hand(ledger: Ledger, said: str, sent: bool) -> None:
    from builder.deliver.ledger.reconcile import was_not_sent, was_sent

    number, now = number_meant(ledger, said), time.time()
    done = was_sent(ledger, number, now) if sent else was_not_sent(ledger, number, now, HOURS)
    if not done:
        raise click.UsageError(f"mail {number} is not in doubt")
    click.echo(f"mail {number}: {'accepted' if sent else 'queued again'}, as you say")


def _by_log(ledger: Ledger, logs: tuple[Path, ...], yes: bool) -> None:
    from builder.deliver.ledger.reconcile import believe, unlike

    found = unlike(ledger, _lines(logs))
    for each in found:
        status = f" ({each.status})" if each.status else ""
        click.echo(f"  {each.number}  row {each.row}  {each.state} -> {each.change}{status}")
    if yes:
        believe(ledger, found, time.time())
    elif found:
        click.echo("nothing was changed; '--yes' does it", err=True)
    else:
        click.echo("the log tells nothing that the ledger does not know", err=True)


def _lines(logs: tuple[Path, ...]) -> Iterator[bytes]:
    """The lines of files; of one that has no end, the beginning."""
    for log in logs:
        with log.open("rb") as file:
            yield from iter(lambda opened=file: opened.readline(1 << 16), b"")  # type: ignore[misc]


def _doubts(ledger: Ledger) -> int:
    """Says which mails are in doubt; the exit code."""
    from builder.deliver.ledger.reconcile import in_doubt
    from builder.deliver.ledger.saying import moment

    left = in_doubt(ledger)
    for each in left:
        since = moment(each.since)
        click.echo(f"  {each.number}  row {each.row}  in doubt since {since}  <{each.message_id}>")
    return MISTAKES if left else 0
