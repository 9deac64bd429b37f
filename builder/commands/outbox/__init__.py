"""`handouts outbox`: a group; each of its commands is a file beside this one."""

from __future__ import annotations

import click

from builder.commands.outbox import bounces, forget, reconcile, resume, status, withdraw


@click.group("outbox")
def command() -> None:
    """Show and settle what became of the mails that 'handouts email' queued."""


for each in (bounces, forget, reconcile, resume, status, withdraw):
    command.add_command(each.command)
