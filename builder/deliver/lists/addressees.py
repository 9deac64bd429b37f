"""Everybody on a list; all that is wrong with it is told before anything is made."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from builder.deliver.copies.press import Press
from builder.deliver.lists.columns import Allowed
from builder.deliver.lists.recipient import Recipient
from builder.deliver.lists.recipients import recipients
from builder.diagnostics import Sink

STDIN = "-"


def addressees(
    press: Press, path: str, sink: Sink, *, by_mail: bool = False, password_column: str = "",
    weak_passwords: bool = False,
) -> list[Recipient]:  # fmt: skip
    """The people of the list at a path, or from standard input ('-'), in the order of its rows.

    What is wrong with any of them is in `sink`: then nobody may get anything. Raises OSError.
    """
    allowed = Allowed(
        press.fields, press.editions, press.languages, by_mail, password_column, weak_passwords
    )
    with _opened(path) as source:
        found = recipients(source, path, allowed, sink)
    press.look(found, path, sink)
    return found


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STDIN:
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as file:
        yield file
