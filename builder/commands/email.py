"""`handouts email`: a mail for each person on a list, to be looked at first and then sent."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.commands.outbox.folder import OUTBOX
from builder.commands.outbox.resume import send_and_tell
from builder.commands.personalise import LIST
from builder.console import (
    MISTAKES,
    alone,
    must_be_outputs,
    must_be_private,
    must_be_project,
    tell,
    warn,
    with_crew,
)
from builder.diagnostics import Sink
from builder.machine.crew import Crew
from builder.project import Project

if TYPE_CHECKING:
    from builder.deliver.copies.parcel import Parcel
    from builder.deliver.ledger.ledger import Ledger
    from builder.deliver.mailout import Mailout


NOTHING = "no mail was written, and nothing was sent"


@click.command("email")
@click.argument("names", nargs=-1, required=True)
@click.option("--to", "people", type=LIST, required=True, metavar="FILE",
              help="The list of people, CSV or YAML; '-' is standard input.")  # fmt: skip
@click.option("--send", is_flag=True, help="Send the mails that you have looked at.")
@click.option("--limit", type=click.IntRange(min=1), help="Send so many at most; the rest wait.")
@click.option("--rate", type=click.IntRange(1, 6000), help="So many mails a minute.")
@click.option("--site", help="With the facts of this site, by its mail server.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where mails and ledger are (default: 'outbox' in the project).")  # fmt: skip
@click.option(
    "--allow-draft", is_flag=True, help="Also what nobody has approved; the mail says so."
)
@click.option("--password-field", metavar="COLUMN", default="",
              help="The column with the password of each person's files.")  # fmt: skip
@click.option("--new-passwords", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Make a password for each who has none, and write them there.")  # fmt: skip
@click.option("--again", is_flag=True, help="Also to those who had any of these leaflets before.")
@click.option("--because", metavar="TEXT", default="", help="Why again; the ledger keeps it.")
@with_crew
@click.pass_obj
def command(
    project: Project, names: tuple[str, ...], people: str, send: bool, limit: int | None,
    rate: int | None, site: str | None, out: Path | None, allow_draft: bool, password_field: str,
    new_passwords: Path | None, again: bool, because: str, crew: Crew,
) -> None:  # fmt: skip
    """Write a mail with the handouts NAMES to each person on a list; with '--send', send them.

    First the mails are written to 'outbox/preview', with the page 'proof.html' about all of them.
    Look at them, then say the same with '--send' within 7 days. Nobody gets a leaflet
    twice, unless you say so with '--again --because'.
    """
    from builder.deliver.mailout import Order, mailout

    out = out or project.root / OUTBOX
    must_be_project(project)
    must_be_outputs(project, out)
    must_be_private(crew)
    if again != bool(because.strip()):
        raise click.UsageError("'--again' goes with '--because', and a reason")
    if new_passwords and new_passwords.resolve().is_relative_to(out.resolve()):
        raise click.UsageError("passwords never lie beside the mails: choose another place")
    again_why = because.strip()
    order = Order(names, people, site, allow_draft, password_field, new_passwords, again_why)
    sink = Sink()
    mails = mailout(project, order, sink)
    tell(sink.errors(), err=True)
    if mails is None:
        click.echo(NOTHING, err=True)
        sys.exit(MISTAKES)
    if send:
        sys.exit(_send(mails, out, crew, limit, rate))
    sys.exit(_preview(mails, out, crew))


def _preview(mails: Mailout, out: Path, crew: Crew) -> int:
    """Writes the mails and what there is to say of them; the exit code."""
    from builder.deliver.copies.newpasswords import keep
    from builder.deliver.mailout import PREVIEW, PROOF, preview
    from builder.deliver.queueing import had_before
    from builder.machine.privately import private_folder

    sink, twice = Sink(), list[int]()
    private_folder(out)
    with alone(out), ExitStack() as opened:
        ledger = _ledger_there(out, opened)

        def before(parcel: Parcel) -> str:
            said = had_before(ledger, mails, parcel) if ledger else ""
            twice.extend([parcel.recipient.row] * bool(said))
            return said

        count = preview(mails, out, time.time(), crew, warn, sink, before)
    tell(sink.errors(), err=True)
    if not count:
        click.echo(NOTHING, err=True)
        return MISTAKES
    if mails.order.new_passwords:
        keep(mails.order.new_passwords, mails.passwords)
        click.echo(f"{mails.order.new_passwords}: passwords; never send them by mail")
    what = "1 mail" if count == 1 else f"{count} mails"
    click.echo(f"{out / PREVIEW / PROOF}: {what} to look at")
    if twice and mails.order.again:
        click.echo(f"{len(twice)} had some of these leaflets before, and would get them again")
    elif twice:
        click.echo(f"{len(twice)} had some of these leaflets before, and would get nothing")
    click.echo("nothing was sent; '--send' does it once you have looked at them")
    return 0


def _ledger_there(out: Path, opened: ExitStack) -> Ledger | None:
    from builder.deliver.ledger.ledger import Ledger
    from builder.deliver.ledger.ledgerfile import there

    if not there(out):
        return None
    return opened.enter_context(Ledger.open(out, copied=True))


def _send(mails: Mailout, out: Path, crew: Crew, limit: int | None, rate: int | None) -> int:
    """Queues what somebody has looked at and sends it; the exit code."""
    from builder.deliver.copies.newpasswords import keep
    from builder.deliver.ledger.ledger import Ledger
    from builder.deliver.mail.plan import plan_of, unseen
    from builder.deliver.mailout import PREVIEW, tallied
    from builder.deliver.queueing import had, queue

    sink, reason = Sink(), mails.order.again
    plan, contents = tallied(mails, time.time(), crew, warn, sink)
    tell(sink.errors(), err=True)
    if why := unseen(plan_of(out / PREVIEW), plan):
        click.echo(f"nothing was sent: {why}", err=True)
        return MISTAKES
    if mails.order.new_passwords:
        keep(mails.order.new_passwords, mails.passwords)
    with Ledger.open(out) as ledger:
        with alone(out):
            done = queue(ledger, mails, plan, contents, crew, warn, reason)
        for row, known in done.known:
            click.echo(f"row {row}: {had(known, contents[row])}; it is not sent", err=True)
        if done.known and not reason:
            click.echo("'--again --because REASON' sends it to them once more", err=True)
        click.echo(f"{done.queued} of {plan.count} mails queued", err=True)
        return send_and_tell(ledger, mails.mail, mails.site, limit=limit, rate=rate, wait=False)
