"""The steps of a mail while it is sent, each on the disk before the next is made."""

from __future__ import annotations

import errno
import hashlib
from contextlib import suppress
from dataclasses import dataclass

from builder.deliver.ledger.ledgerfile import DAMAGED, LedgerFile
from builder.deliver.ledger.ledgermark import count, dots, mark
from builder.deliver.ledger.mailing import State

FIRST, LONGEST = 300.0, 3600.0  # seconds until a mail that was put off is tried again


@dataclass(frozen=True, repr=False)
class Claimed:
    """A mail that is ours to send now. `refusals` is how often it was refused before."""

    number: int
    row: int
    message_id: str
    address: str
    message: bytes
    tries: int
    refusals: int


def later(message_id: str, tries: int) -> float:
    """In how many seconds a mail is tried again: twice as long each time, up to an hour.

    A mail's own tenth more or less keeps those put off together from coming back together.
    """
    digest = hashlib.sha256(f"{message_id} {tries}".encode()).digest()
    spread = 0.9 + 0.2 * int.from_bytes(digest[:2], "big") / 65_535
    return spread * min(LONGEST, FIRST * 2.0 ** min(tries - 1, 10))


def recover(book: LedgerFile, now: float) -> None:
    """Settles what an earlier run left undone, when no other is at work (`ledgerfile.sender`).

    What had not come to its last line is queued again: no server can have accepted it.
    What had is in doubt.
    """
    with book.step():
        book.do("UPDATE attempt SET came = 'broken off' WHERE came = ''")
        book.do("UPDATE mail SET state = 'queued' WHERE state = 'sending'")
        book.do("UPDATE mail SET state = 'in_doubt', settled_at = ? WHERE state = 'at_dot'", now)


class Attempts:
    """One run that sends the mails of a site, or all; only one is at work at a time."""

    def __init__(self, book: LedgerFile, now: float, site: str = "") -> None:
        self.book, self.site = book, site
        mark(book)
        recover(book, now)
        with book.step():
            self.run = (book.meta("run") or 0) + 1
            book.put("run", self.run)
        self._dots = dots(book)

    def expire(self, now: float) -> int:
        """Gives up on mails that waited too long; how many."""
        with self.book.step():
            return self.book.do(
                "UPDATE mail INDEXED BY expiring "
                "SET state = 'failed', why = 'expired', settled_at = ? "
                "WHERE state = 'queued' AND expires_at <= ?", now, now)  # fmt: skip

    def due(self, now: float) -> int | None:
        """The mail to send next: one tried least. A time that no back-off gives is not waited for.

        (A clock that was wrong may have written it.)
        """
        number = self.book.value(
            "SELECT number FROM mail INDEXED BY waiting "
            "WHERE state = 'queued' AND (next_at <= ? OR next_at > ?) "
            "AND ? IN ('', site) ORDER BY tries, number LIMIT 1",
            now, now + 2 * LONGEST, self.site)  # fmt: skip
        return None if number is None else int(number)

    def next_at(self) -> float | None:
        """When the first of the waiting mails is due; None when none waits."""
        found = self.book.value(
            "SELECT min(next_at) FROM mail WHERE state = 'queued' AND ? IN ('', site)", self.site
        )
        return None if found is None else float(found)

    def waiting(self) -> int:
        """How many mails wait."""
        return int(
            self.book.value(
                "SELECT count(*) FROM mail WHERE state = 'queued' AND ? IN ('', site)", self.site
            )
        )

    def claim(self, number: int, now: float) -> Claimed | None:
        """Takes a mail to be sent; None when somebody has withdrawn it meanwhile.

        Raises OSError for one that is not what was queued.
        """
        with self.book.step():
            changed = self.book.do(
                "UPDATE mail SET state = 'sending', tries = tries + 1 "
                "WHERE number = ? AND state = 'queued'", number)  # fmt: skip
            if not changed:
                return None
            self.book.do(
                "INSERT INTO attempt (number, run, at) VALUES (?, ?, ?)", number, self.run, now
            )
        [(row, message_id, address, data, tries, *noted)] = self.book.rows(
            "SELECT row, message_id, address, data, tries, sha256, size "
            "FROM mail LEFT JOIN message USING (number) WHERE number = ?", number)  # fmt: skip
        if not isinstance(data, bytes) or [hashlib.sha256(data).hexdigest(), len(data)] != noted:
            raise OSError(errno.EIO, DAMAGED, str(self.book.place))
        refusals = self.book.value(
            "SELECT count(*) FROM attempt WHERE number = ? AND came = 'refused'", number
        )
        return Claimed(number, row, message_id, address, data, tries, refusals)

    def at_dot(self, number: int) -> None:
        """Before the last line of the message is sent. Raises OSError: then it must not be.

        The ledger has it first and then the tally: after a kill it never knows of fewer.
        """
        with self.book.step():
            self._move(number, State.SENDING, State.AT_DOT)
            self.book.do("UPDATE mail SET dots = dots + 1 WHERE number = ?", number)
        self._dots += 1
        try:
            count(self.book, self._dots)
        except OSError:
            with suppress(OSError), self.book.step():
                self._move(number, State.AT_DOT, State.SENDING)
            raise

    def sent(self, number: int, now: float, said: str) -> None:
        with self.book.step():
            self._move(number, State.AT_DOT, State.SENT, settled=now)
            self._came(number, "accepted", said)

    def in_doubt(self, number: int, now: float) -> None:
        with self.book.step():
            self._move(number, State.AT_DOT, State.IN_DOUBT, settled=now)
            self._came(number, "no answer", "")

    def failed(self, number: int, now: float, said: str) -> None:
        with self.book.step():
            at = self._state(number)
            self._move(number, at, State.FAILED, why=said, settled=now)
            self._came(number, "refused", said)

    def put_off(self, number: int, next_at: float, said: str, came: str = "put off") -> None:
        with self.book.step():
            self._move(number, self._state(number), State.QUEUED, why=said)
            self.book.do("UPDATE mail SET next_at = ? WHERE number = ?", next_at, number)
            self._came(number, came, said)

    def put_back(self, numbers: list[int]) -> None:
        """Queues refused mails again: the server refuses us, and not them."""
        with self.book.step():
            for number in numbers:
                self._move(number, State.FAILED, State.QUEUED)
                self.book.do("UPDATE mail SET settled_at = NULL WHERE number = ?", number)

    def _state(self, number: int) -> State:
        return State(self.book.value("SELECT state FROM mail WHERE number = ?", number))

    def _move(
        self, number: int, before: State, after: State, why: str = "", settled: float | None = None
    ) -> None:
        changed = self.book.do(
            "UPDATE mail SET state = ?, why = ?, settled_at = ? WHERE number = ? AND state = ?",
            after, why, settled, number, before)  # fmt: skip
        if not changed:
            raise RuntimeError(f"mail {number} is not {before}")

    def _came(self, number: int, came: str, said: str) -> None:
        self.book.do(
            "UPDATE attempt SET came = ?, code = ? WHERE number = ? AND came = ''",
            came, said, number)  # fmt: skip
