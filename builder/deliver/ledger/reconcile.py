"""What only a person can say: whether a mail in doubt was accepted, and that a copy is the ledger.

A mail log says it too: a server writes down what it accepted. Nothing here sends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from builder.deliver.ledger.attempts import recover
from builder.deliver.ledger.bounces import Kind, Notice
from builder.deliver.ledger.ledger import Ledger
from builder.deliver.ledger.ledgerfile import sender
from builder.deliver.ledger.ledgermark import mark, outdo
from builder.deliver.ledger.mailing import State
from builder.deliver.ledger.maillog import traces


@dataclass(frozen=True)
class Doubt:
    """A mail that the server may have: its number, row, id, and since when nobody knows."""

    number: int
    row: int
    message_id: str
    since: float


class Change(StrEnum):
    """What a log says of a mail that the ledger does not."""

    ACCEPTED = "accepted"
    BOUNCED = "bounced"


@dataclass(frozen=True)
class Found:
    """Such a mail, and the status code of a bounce."""

    number: int
    row: int
    message_id: str
    state: State
    change: Change
    status: str


def recovered(ledger: Ledger, now: float) -> None:
    """Sees to what a run left undone that was killed. Raises OSError while one is at work."""
    with sender(ledger.book.place.parent):
        recover(ledger.book, now)


def in_doubt(ledger: Ledger) -> list[Doubt]:
    rows = ledger.book.rows(
        "SELECT number, row, message_id, settled_at FROM mail "
        "WHERE state = 'in_doubt' ORDER BY number")  # fmt: skip
    return [Doubt(*row) for row in rows]


def number_of(ledger: Ledger, said: str) -> int | None:
    """The mail that is meant by its number in the ledger or its message id."""
    known = said.strip("<>")
    number = int(known) if known.isdecimal() and len(known) < 18 else -1
    found = ledger.book.value(
        "SELECT number FROM mail WHERE number = ? OR message_id = ?", number, known
    )
    return None if found is None else int(found)


def was_sent(ledger: Ledger, number: int, now: float) -> bool:
    """A person says that the server has it. False if there was no doubt."""
    return _settled(ledger, number, State.SENT, "a person", now)


def was_not_sent(ledger: Ledger, number: int, now: float, hours: float) -> bool:
    """A person says that the server does not have it: it is queued again, for so many hours.

    So is a mail that failed, if its message is still known and none was queued in its place.
    False for any other.
    """
    with ledger.book.step():
        return bool(ledger.book.do(
            "UPDATE mail SET state = 'queued', word = 'a person', why = '', next_at = ?, "
            "expires_at = ?, settled_at = NULL WHERE number = ? AND address IS NOT NULL "
            "AND state IN ('in_doubt', 'failed') AND NOT EXISTS "
            "(SELECT 1 FROM mail AS later WHERE later.key = mail.key AND later.round > mail.round)",
            now, now + hours * 3600, number))  # fmt: skip


def withdraw(ledger: Ledger, number: int | None, now: float) -> int:
    """Takes a mail that waits out of the queue, or all of them; how many.

    One that is being sent just now is not among them.
    """
    with ledger.book.step():
        return ledger.book.do(
            "UPDATE mail SET state = 'failed', why = 'withdrawn', word = 'a person', "
            "settled_at = ? WHERE state = 'queued' AND ? IN (-1, number)",
            now, -1 if number is None else number)  # fmt: skip


def adopt(ledger: Ledger, now: float) -> int:
    """Makes a copy the ledger. What waits or failed in it may have left since: in doubt; how many.

    The mails that were queued after the copy was made are not in it.
    """
    with sender(ledger.book.place.parent), ledger.book.step():
        count = ledger.book.do(
            "UPDATE mail SET state = 'in_doubt', settled_at = ? "
            "WHERE state IN ('queued', 'sending', 'at_dot') "
            "OR (state = 'failed' AND address IS NOT NULL)", now)  # fmt: skip
        ledger.book.do("UPDATE attempt SET came = 'broken off' WHERE came = ''")
        outdo(ledger.book)
    mark(ledger.book)
    return count


def unlike(ledger: Ledger, log: Iterable[bytes]) -> list[Found]:
    """The mails that a log knows more of than the ledger, in the order of their numbers."""
    found = []
    ids = {row[0] for row in ledger.book.rows("SELECT message_id FROM mail")}
    for message_id, trace in traces(log, ids).items():
        row = ledger.book.row(
            "SELECT number, row, state, bounced FROM mail WHERE message_id = ?", message_id
        )
        if row is None or not trace.accepted:
            continue
        number, line, state, bounced = row[0], row[1], State(row[2]), row[3]
        if state != State.SENT:
            found.append(Found(number, line, message_id, state, Change.ACCEPTED, ""))
        if trace.bounced and not bounced:
            found.append(Found(number, line, message_id, state, Change.BOUNCED, trace.bounced))
    return sorted(found, key=lambda each: (each.number, each.change))


def believe(ledger: Ledger, found: Iterable[Found], now: float) -> None:
    """Does as the log says."""
    for each in found:
        if each.change is Change.ACCEPTED:
            _settled(ledger, each.number, State.SENT, "a mail log", now)
        else:
            bounced(ledger, each.number, each.status)


@dataclass(frozen=True)
class CameBack:
    """A mail that came back."""

    number: int
    row: int
    status: str


def came_back(ledger: Ledger, notice: Notice) -> list[CameBack] | None:
    """The mails that a notice newly marks as come back; None if it is of none of ours."""
    numbers = {number_of(ledger, each) for each in notice.ids} - {None}
    if not numbers:
        return None
    marked = []
    for number in sorted(filter(None, numbers)):
        if notice.kind is Kind.BOUNCED and bounced(ledger, number, notice.status):
            row = ledger.book.value("SELECT row FROM mail WHERE number = ?", number)
            marked.append(CameBack(number, row, notice.status))
    return marked


def bounced(ledger: Ledger, number: int, status: str) -> bool:
    """Notes that a mail which was accepted came back. False if that is known, or it was not."""
    with ledger.book.step():
        return bool(ledger.book.do(
            "UPDATE mail SET bounced = ? WHERE number = ? AND bounced = '' "
            "AND state IN ('sent', 'in_doubt')", status, number))  # fmt: skip


def _settled(ledger: Ledger, number: int, state: State, word: str, now: float) -> bool:
    with ledger.book.step():
        return bool(ledger.book.do(
            "UPDATE mail SET state = ?, word = ?, settled_at = ? WHERE number = ? "
            "AND (state = 'in_doubt' OR (? = 'a mail log' AND state IN ('queued', 'failed')))",
            state, word, now, number, word))  # fmt: skip
