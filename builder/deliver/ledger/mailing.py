"""What the ledger is told of a mail, and what it knows of one. Neither shows a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# The bytes of a message, made once its id (without angle brackets) and its date are known.
Write = Callable[[str, datetime], bytes]


class State(StrEnum):
    """Where a mail is; DECISIONS.md tells how it goes from one to the next."""

    QUEUED = "queued"
    SENDING = "sending"  # the server has nothing that it could deliver yet
    AT_DOT = "at_dot"  # the line that ends the message is about to be sent
    SENT = "sent"  # the server accepted it, which is not the same as delivered
    FAILED = "failed"
    IN_DOUBT = "in_doubt"  # the server may have it; only a person decides


@dataclass(frozen=True)
class Held:
    """A handout in a mail; `sha256` is of the attachment as it is sent."""

    handout: str
    version: str
    edition: str
    language: str
    pages: int
    sha256: str


@dataclass(frozen=True, repr=False)
class Mailing:
    """A mail to be queued: to whom, what is in it, and the digest of what was written."""

    row: int
    address: str
    handouts: tuple[Held, ...]
    content: str

    def __repr__(self) -> str:
        return f"Mailing(row {self.row})"


@dataclass(frozen=True)
class Known:
    """What the ledger knows of the last mail with a key. Times are seconds since 1970, UTC.

    `reason` is why it was sent again, if it was, until its person is forgotten.
    """

    number: int
    row: int
    round: int
    state: State
    content: str
    queued_at: float
    settled_at: float | None
    bounced: str
    batch: str
    reason: str
    handouts: tuple[Held, ...]
    withdrawn: bool = False


@dataclass(frozen=True)
class Queued:
    """What came of queueing: how many mails wait now, and the rows the ledger knew already."""

    queued: int
    known: tuple[tuple[int, Known], ...]
