"""`handouts outbox bounces`: marks what came back."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from builder.commands.outbox.folder import ledger_in, with_folder
from builder.console import MISTAKES
from builder.project import Project


@click.command("bounces")
@with_folder
@click.argument("box", type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def command(project: Project, out: Path | None, box: Path) -> None:
    """Read mails that came back, from BOX: an mbox file, a Maildir or a single mail.

    Only a report of a failure for good marks a mail, and only one that names our message id.
    """
    from builder.deliver.ledger.bounces import Kind, notice
    from builder.deliver.ledger.letterbox import letters
    from builder.deliver.ledger.reconcile import came_back

    kinds, marked = Counter[str](), 0
    with ledger_in(project, out) as ledger:
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
