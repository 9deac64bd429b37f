"""The mark beside a ledger, by which a copy of it is known.

The ledger knows the mark by its number on the disk and the moment it was laid there, which
no copy and no restored backup can have. A new one is laid for each run that sends. So neither
an older state nor a second copy of a ledger ever sends.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from builder.deliver.ledger.ledgerfile import MARK, LedgerFile
from builder.machine.disk import read, write


def is_copy(book: LedgerFile) -> bool:
    """Whether the file is not the one that this ledger was last written into, or an older state."""
    known, now = book.meta("mark"), _mark_of(book.place.parent)
    if known is None:  # nothing was ever queued
        return now is not None and book.meta("mark_to_come") != _nonce(book)
    if book.meta("file") != book.place.stat().st_ino:
        return True
    if now is not None and same(known, now):
        return False
    to_come = book.meta("mark_to_come")
    return now is None or to_come is None or to_come != _nonce(book)


def same(known: str, now: tuple[int, int]) -> bool:
    """Whether a mark is the one that is known.

    Some disks forget the parts of a second once a file is no longer in memory.
    """
    number, _, laid = known.partition(" ")
    return str(now[0]) == number and now[1] in (int(laid), int(laid) // 10**9 * 10**9)


def mark(book: LedgerFile) -> None:
    """Lays a new mark beside the ledger. A kill between the steps leaves one that is known."""
    nonce = secrets.token_hex(16)
    with book.step():
        book.put("mark_to_come", nonce)
    write(book.place.parent / MARK, nonce.encode())
    (book.place.parent / MARK).chmod(0o600)
    now = _mark_of(book.place.parent) or (0, 0)
    with book.step():
        book.put("mark", f"{now[0]} {now[1]}")
        book.put("file", book.place.stat().st_ino)
        book.put("mark_to_come", None)


def _mark_of(folder: Path) -> tuple[int, int] | None:
    """The number of the mark on its disk, and when it was laid there, in nanoseconds."""
    try:
        found = (folder / MARK).lstat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_ctime_ns


def _nonce(book: LedgerFile) -> str:
    return (read(book.place.parent / MARK, 100) or b"").decode("ascii", "replace")
