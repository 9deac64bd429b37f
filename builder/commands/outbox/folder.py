"""The folder of the ledger, and the mail that is meant there, as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.project import Project

if TYPE_CHECKING:
    from builder.deliver.ledger.ledger import Ledger

OUTBOX = "outbox"


def with_folder(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
        help="The folder of the ledger (default: 'outbox' in the project).",
    )(command)  # fmt: skip


@contextmanager
def ledger_in(project: Project, out: Path | None, *, copied: bool = True) -> Iterator[Ledger]:
    """The ledger that is there: none is made here. Raises UsageError where there is none."""
    from builder.deliver.ledger.ledger import Ledger
    from builder.deliver.ledger.ledgerfile import there

    folder = out or project.root / OUTBOX
    if not there(folder):
        raise click.UsageError(f"'{folder}' has no ledger: nothing was queued there")
    with Ledger.open(folder, copied=copied) as ledger:
        yield ledger


def number_meant(ledger: Ledger, said: str) -> int:
    from builder.deliver.ledger.reconcile import number_of

    number = number_of(ledger, said)
    if number is None:
        raise click.UsageError("no mail has this number or message id")
    return number
