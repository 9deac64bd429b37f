"""`handouts outbox`: what was sent, sending the rest, settling doubts, forgetting people."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import MISTAKES, must_be_project, tell, tell_data
from builder.diagnostics import Sink
from builder.library.library import read_library
from builder.project import Project

if TYPE_CHECKING:
    from builder.deliver.ledger import Ledger
    from builder.model import Mail

OUTBOX = "outbox"
HOURS = 48  # that a mail is tried which somebody queues again
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _with_folder(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help="The folder of the ledger (default: 'outbox' in the project).",
    )(command)  # fmt: skip


@click.group("outbox")
def command() -> None:
    """Show and settle what became of the mails that 'handouts email' queued."""


@command.command("status")
@_with_folder
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--all", "everyone", is_flag=True, help="List all mails, not only those in need.")
@click.option("--show", is_flag=True, help="Show the addresses, too.")
@click.pass_obj
def status(project: Project, out: Path | None, form: str, everyone: bool, show: bool) -> None:
    """Show how many mails are where, and which of them need somebody."""
    from builder.deliver import saying
    from builder.deliver.ledger import COPY
    from builder.deliver.overview import as_data, lines, overview

    with _ledger(project, out) as ledger:
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


@command.command("resume")
@_with_folder
@click.option("--site", help="The site whose mails are sent, where there are several.")
@click.option("--limit", type=click.IntRange(min=1), help="Send so many mails at most.")
@click.option("--rate", type=click.IntRange(1, 6000), help="So many mails a minute.")
@click.option("--wait", is_flag=True, help="Wait for mails that are put off, and send them.")
@click.pass_obj
def resume(
    project: Project,
    out: Path | None,
    site: str | None,
    limit: int | None,
    rate: int | None,
    wait: bool,
) -> None:
    """Send the mails that wait."""
    name, mail = mail_of(project, site)
    with _ledger(project, out, copied=False) as ledger:
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
    from builder.deliver import saying
    from builder.deliver.login import login
    from builder.deliver.mailing import State
    from builder.deliver.sending import Event, Sent, send

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
    return MISTAKES if sent.failed or sent.in_doubt or sent.expired else 0


@command.command("reconcile")
@_with_folder
@click.option("--id", "said", metavar="ID", help="A mail, by its number or its message id.")
@click.option("--sent/--not-sent", default=None, help="Whether the server has it.")
@click.option("--log", "logs", type=FILE, multiple=True, help="A log of the mail server.")
@click.option("--adopt", is_flag=True, help="Go on with a ledger that was copied or restored.")
@click.option("--yes", is_flag=True, help="Do what a log says, not only show it.")
@click.pass_obj
def reconcile(
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
    from builder.deliver.reconcile import recovered

    if (said is None) != (sent is None):
        raise click.UsageError("'--id' goes with '--sent' or '--not-sent'")
    with _ledger(project, out) as ledger:
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
    from builder.deliver.reconcile import adopt

    if not ledger.is_copy:
        raise click.UsageError("this ledger is no copy: there is nothing to adopt")
    count = adopt(ledger, time.time())
    click.echo(f"this is the ledger from now on; in doubt now, for they may have left: {count}")


def _by_hand(ledger: Ledger, said: str, sent: bool) -> None:
    from builder.deliver.reconcile import was_not_sent, was_sent

    number, now = _number(ledger, said), time.time()
    done = was_sent(ledger, number, now) if sent else was_not_sent(ledger, number, now, HOURS)
    if not done:
        raise click.UsageError(f"mail {number} is not in doubt")
    click.echo(f"mail {number}: {'accepted' if sent else 'queued again'}, as you say")


def _number(ledger: Ledger, said: str) -> int:
    from builder.deliver.reconcile import number_of

    number = number_of(ledger, said)
    if number is None:
        raise click.UsageError("no mail has this number or message id")
    return number


def _by_log(ledger: Ledger, logs: tuple[Path, ...], yes: bool) -> None:
    from builder.deliver.reconcile import believe, unlike

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
    from builder.deliver.reconcile import in_doubt
    from builder.deliver.saying import moment

    left = in_doubt(ledger)
    for each in left:
        since = moment(each.since)
        click.echo(f"  {each.number}  row {each.row}  in doubt since {since}  <{each.message_id}>")
    return MISTAKES if left else 0


@command.command("withdraw")
@_with_folder
@click.option("--id", "said", metavar="ID", help="One mail, by its number or its message id.")
@click.option("--all", "everyone", is_flag=True, help="All that wait.")
@click.pass_obj
def withdraw(project: Project, out: Path | None, said: str | None, everyone: bool) -> None:
    """Take mails that wait out of the queue. What a server has accepted cannot be called back."""
    from builder.deliver.reconcile import withdraw as withdrawn

    if (said is None) != everyone:
        raise click.UsageError("say which: '--id ID' or '--all'")
    with _ledger(project, out) as ledger:
        number = None if said is None else _number(ledger, said)
        click.echo(f"withdrawn: {withdrawn(ledger, number, time.time())}")


@command.command("forget")
@_with_folder
@click.option("--site", help="The site whose 'keep_days' count, where there are several.")
@click.option("--all-final", is_flag=True, help="All that were accepted or failed, not only old.")
@click.pass_obj
def forget(project: Project, out: Path | None, site: str | None, all_final: bool) -> None:
    """Take people out of the ledger: addresses and letters of mails long sent or failed.

    How long a ledger knows people is said by 'keep_days' of the site's 'mail'. What stays says
    how many had which version of a handout and when, and that somebody has had it already.
    """
    from builder.deliver.forget import forget as forgotten
    from builder.deliver.forget import left

    days = 0 if all_final else mail_of(project, site)[1].keep_days
    with _ledger(project, out) as ledger:
        count = forgotten(ledger, time.time() - days * 86_400)
        known = left(ledger)
    click.echo(f"forgotten: {count}; still known: {known}")


@command.command("bounces")
@_with_folder
@click.argument("box", type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def bounces(project: Project, out: Path | None, box: Path) -> None:
    """Read mails that came back, from BOX: an mbox file, a Maildir or a single mail.

    Only a report of a failure for good marks a mail, and only one that names our message id.
    """
    from builder.deliver.bounces import Kind, notice
    from builder.deliver.letterbox import letters
    from builder.deliver.reconcile import came_back

    kinds, marked = Counter[str](), 0
    with _ledger(project, out) as ledger:
        for found in map(notice, letters(box)):
            mine = came_back(ledger, found)
            stranger = found.ids and mine is None
            kinds[f"{found.kind}, of no mail of ours" if stranger else str(found.kind)] += 1
            for each in mine or ():
                marked += 1
                click.echo(f"  {each.number}  row {each.row}  came back ({each.status})")
    for kind, count in sorted(kinds.items()):
        click.echo(f"{count} {kind}")
    if kinds[Kind.PACKED]:
        click.echo("ask the sender of a winmail.dat to write in plain text", err=True)
    click.echo(f"newly marked: {marked}")
    sys.exit(MISTAKES if marked else 0)


@contextmanager
def _ledger(project: Project, out: Path | None, *, copied: bool = True) -> Iterator[Ledger]:
    """The ledger that is there: none is made here. Raises UsageError where there is none."""
    from builder.deliver.ledger import Ledger
    from builder.deliver.ledgerfile import there

    folder = out or project.root / OUTBOX
    if not there(folder):
        raise click.UsageError(f"'{folder}' has no ledger: nothing was queued there")
    with Ledger.open(folder, copied=copied) as ledger:
        yield ledger
