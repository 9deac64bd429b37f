"""The mark beside a ledger, by which a copy of it is known.

The ledger knows the mark by its number on the disk and the moment it was laid there, which
no copy and no restored backup can have. A new one is laid for each run that sends. Within a
run a tally beside the ledger counts the mails that came to their last line, after the ledger
has and before the line is sent: one that knows of fewer is older. So neither an older state,
be it that its log was lost, nor a second copy of a ledger ever sends.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from builder.deliver.ledger.ledgerfile import MARK, TALLY, LedgerFile
from builder.machine.disk import read, write

DIGITS = 15  # of the tally, which always fills as many bytes: it is written over in one piece


def is_copy(book: LedgerFile) -> bool:
    """Whether the file is not the one that this ledger was last written into, or an older state."""
    return _is_older(book) or _is_elsewhere(book)


def _is_older(book: LedgerFile) -> bool:
    """Whether ledger and tally differ by more than the one mail that a kill comes between.

    The tally is read before and after, for another command may be sending.
    """
    before = _tally(book)
    if before is None:
        return book.meta("mark") is not None
    known = dots(book)
    return not before <= known <= (_tally(book) or 0) + 1


def dots(book: LedgerFile) -> int:
    """How often a mail came to its last line, as the ledger knows.

    Each mail counts for itself, so that a page of an older state is not hidden by a newer one.
    """
    return int(book.value(
        "SELECT (SELECT coalesce(sum(dots), 0) FROM mail) + "
        "coalesce((SELECT value FROM meta WHERE name = 'dots'), 0)"))  # fmt: skip


def count(book: LedgerFile, number: int) -> None:
    """Has the tally on the disk, once the ledger has it and before the last line is sent.

    Raises OSError, also when the tally is gone.
    """
    handle = os.open(book.place.parent / TALLY, os.O_WRONLY)
    try:
        os.write(handle, _written(number))
        os.fsync(handle)
    finally:
        os.close(handle)


def outdo(book: LedgerFile) -> None:
    """Makes the ledger's count, in a step, greater than any that it or the tally ever had.

    So the state before is known to be older, whatever is lost next.
    """
    known = dots(book)
    more = max(known, _tally(book) or 0) + 1 - known
    book.put("dots", (book.meta("dots") or 0) + more)


def _tally(book: LedgerFile) -> int | None:
    """None if there is none; one that cannot be read is like none."""
    data = read(book.place.parent / TALLY, 100)
    sound = data is not None and len(data) == DIGITS + 1 and data[:DIGITS].isdigit()
    return int(data[:DIGITS]) if data and sound else None


def _written(number: int) -> bytes:
    return f"{number:0{DIGITS}}\n".encode()


def _is_elsewhere(book: LedgerFile) -> bool:
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
    write(book.place.parent / TALLY, _written(dots(book)))
    (book.place.parent / TALLY).chmod(0o600)
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
