"""The ledger: which mails there are and what became of each, in whole steps on the disk.

A mail is written once, when it is queued; every attempt sends the same bytes. What happens to
it is committed before it happens, so that after a crash at any moment each mail is known to be
unsent, or sent, or in doubt, and none is sent twice unless a person says so.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from builder.deliver.ledger.ledgerfile import LedgerFile, opened
from builder.deliver.ledger.ledgermark import is_copy, mark
from builder.deliver.ledger.mailing import Held, Known, Mailing, Queued, State, Write
from builder.deliver.smtp.wire import sound

CHUNK = 100  # mails queued in one step: a kill loses no more, and all the steps come to an end
COPY = (
    "this ledger is a copy or was restored, so mail may have left that it does not know of: "
    "nothing is sent. 'handouts outbox reconcile --adopt' puts what is open in doubt and goes on"
)


class Ledger:
    """The mails of one folder."""

    def __init__(self, book: LedgerFile) -> None:
        self.book = book

    @classmethod
    @contextmanager
    def open(cls, folder: Path, *, copied: bool = False) -> Iterator[Ledger]:
        """The ledger in a folder, made if there was none. With `copied`, also one that is a copy.

        Raises OSError for a network disk, a damaged ledger, one that is gone, and a copy.
        """
        book = opened(folder)
        try:
            if not copied and is_copy(book):
                raise OSError(0, COPY, str(book.place))
            yield cls(book)
        finally:
            book.close()

    @property
    def is_copy(self) -> bool:
        return is_copy(self.book)

    def key(self, address: str, codes: Iterable[str], site: str) -> str:
        """What stands for one person getting these handouts of a site, without their address.

        It is an HMAC (RFC 2104), for a list of addresses is soon guessed from bare digests. Its
        secret lies in the ledger: who has that can ask for an address, and read none.
        """
        person = unicodedata.normalize("NFC", address.strip()).casefold()
        said = "\0".join([person, *sorted(codes), site])
        secret: bytes = self.book.meta("secret")
        return hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()

    def known(self, key: str) -> Known | None:
        """The last mail with that key."""
        number = "SELECT number FROM mail WHERE key = ? ORDER BY round DESC LIMIT 1"
        return self._numbered(self.book.value(number, key))

    def before(self, address: str, codes: Iterable[str], site: str) -> tuple[Known, ...]:
        """What somebody had of these handouts: the last mail with just them, or with any of them.

        Of other mails the `handouts` are told that are among these. One that failed counts
        only where there is no other.
        """
        wanted = [*codes]
        same = self.known(self.key(address, wanted, site))
        if same and same.state != State.FAILED:
            return (same,)
        numbers = dict.fromkeys(
            self.book.value(
                "SELECT number FROM held JOIN mail USING (number) WHERE held.key = ? "
                "AND state != 'failed' ORDER BY number DESC LIMIT 1",
                self.key(address, [code], site))
            for code in wanted
        )  # fmt: skip
        others = [known for number in numbers if (known := self._numbered(number))]
        if same and not others:
            return (same,)
        return tuple(
            replace(each, handouts=tuple(h for h in each.handouts if h.handout in wanted))
            for each in others
        )

    def _numbered(self, number: int | None) -> Known | None:
        found = self.book.row(
            "SELECT number, row, round, state, content, queued_at, settled_at, bounced, batch, "
            "coalesce(reason, ''), why = 'withdrawn' FROM mail WHERE number = ?",
            number)  # fmt: skip
        if found is None:
            return None
        number, row, round_, state, content, queued, settled, bounced, batch, reason, out = found
        return Known(
            number, row, round_, State(state), content, queued, settled, bounced, batch, reason,
            self.held(number), bool(out),
        )  # fmt: skip

    def held(self, number: int) -> tuple[Held, ...]:
        rows = self.book.rows(
            "SELECT handout, version, edition, language, pages, sha256 FROM held "
            "WHERE number = ? ORDER BY rowid", number)  # fmt: skip
        return tuple(Held(*row) for row in rows)

    def count(self, state: State) -> int:
        return int(self.book.value("SELECT count(*) FROM mail WHERE state = ?", state))

    def queue(
        self,
        mails: Iterable[tuple[Mailing, Write]],
        *,
        batch: str,
        site: str,
        domain: str,
        hours: float,
        now: float,
        reason: str = "",
        rows: Collection[int] = (),
    ) -> Queued:
        """Writes mails and queues them, a hundred in a step; each expires after so many hours.

        A mail to somebody who had any of its handouts is left out and told of, once for each
        mail that they had them in. One that failed gets another round, and so does one that
        was accepted or withdrawn or is in doubt if a `reason` is given and its row is among
        `rows` (all, when there are none): once, however often it is said for a batch, as
        after a crash. Message ids are in the `domain` of the sender.
        """
        self._ready()
        queued, known, waiting = 0, list[tuple[int, Known]](), iter(mails)
        times = (now, now + hours * 3600)
        while chunk := [*islice(waiting, CHUNK)]:
            with self.book.step():
                for mailing, write in chunk:
                    codes = [each.handout for each in mailing.handouts]
                    again = bool(reason) and (not rows or mailing.row in rows)
                    before = [
                        each
                        for each in self.before(mailing.address, codes, site)
                        if not _may_follow(each, again, (batch, reason))
                    ]
                    if before:
                        known += [(mailing.row, each) for each in before]
                        continue
                    key = self.key(mailing.address, codes, site)
                    last = self.known(key)
                    round_ = last.round + 1 if last else 1
                    said = (batch, site, reason or None)
                    self._add(mailing, write, key, round_, said, domain, times)
                    queued += 1
        return Queued(queued, tuple(known))

    def _ready(self) -> None:
        if self.is_copy:
            raise OSError(0, COPY, str(self.book.place))
        if self.book.meta("mark") is None:
            mark(self.book)

    def _add(
        self,
        mailing: Mailing,
        write: Write,
        key: str,
        round_: int,
        said: tuple[str, str, str | None],
        domain: str,
        times: tuple[float, float],
    ) -> None:
        now, expires = times
        message_id = message_id_of(key, round_, domain)
        data = sound(write(message_id, datetime.fromtimestamp(int(now), UTC)))
        number = self.book.added(
            "INSERT INTO mail (key, round, batch, site, reason, row, content, message_id, "
            "sha256, size, address, state, queued_at, next_at, expires_at) VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)",
            key, round_, *said, mailing.row, mailing.content, message_id,
            hashlib.sha256(data).hexdigest(), len(data), mailing.address, now, now, expires,
        )  # fmt: skip
        self.book.do("INSERT INTO message VALUES (?, ?)", number, data)
        for each in mailing.handouts:
            one = self.key(mailing.address, [each.handout], said[1])
            values = (number, *astuple(each), one)
            self.book.do("INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *values)


def message_id_of(key: str, round_: int, domain: str) -> str:
    """The Message-ID, without angle brackets: the same for every attempt, and nobody's name."""
    digest = hashlib.sha256(f"{key}\n{round_}".encode()).hexdigest()
    return f"{digest[:32]}@{domain}"


def _may_follow(before: Known, again: bool, asked: tuple[str, str]) -> bool:
    """Whether another round may follow; for one reason in one batch there is only one more."""
    if before.state == State.FAILED and not before.withdrawn:
        return True
    done = (before.batch, before.reason) == asked
    final = before.withdrawn or before.state in (State.SENT, State.IN_DOUBT)
    return again and not done and final
