"""What stands in the ledger, to be shown: counts, handouts, and mails by their numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from builder.deliver.ledger.ledger import Ledger
from builder.deliver.ledger.mailing import State


@dataclass(frozen=True)
class Outgoing:
    """A version of a handout that mails hold: how many, and when they were accepted."""

    handout: str
    version: str
    edition: str
    language: str
    mails: int
    accepted: int
    first: float | None
    last: float | None


@dataclass(frozen=True)
class Line:
    """One mail. `address` is empty unless it was asked for, or when it is forgotten."""

    number: int
    row: int
    site: str
    message_id: str
    state: State
    why: str
    bounced: str
    tries: int
    queued_at: float
    next_at: float | None
    settled_at: float | None
    address: str


@dataclass(frozen=True)
class Overview:
    """`open` mails are those that need somebody: put off, failed, in doubt, come back."""

    counts: dict[State, int]
    bounced: int
    known: int
    next_at: float | None
    is_copy: bool
    handouts: tuple[Outgoing, ...]

    @property
    def bad(self) -> bool:
        """Whether something failed, is in doubt or came back."""
        doubt = (State.FAILED, State.IN_DOUBT, State.AT_DOT)
        return bool(self.bounced or any(self.counts[state] for state in doubt))


def overview(ledger: Ledger) -> Overview:
    book = ledger.book
    counts = dict.fromkeys(State, 0)
    for state, count in book.rows("SELECT state, count(*) FROM mail GROUP BY state"):
        counts[State(state)] = count
    return Overview(
        counts,
        int(book.value("SELECT count(*) FROM mail WHERE bounced <> ''")),
        int(book.value("SELECT count(*) FROM mail WHERE address IS NOT NULL")),
        book.value("SELECT min(next_at) FROM mail WHERE state = 'queued'"),
        ledger.is_copy,
        _outgoing(ledger),
    )


def _outgoing(ledger: Ledger) -> tuple[Outgoing, ...]:
    rows = ledger.book.rows(
        "SELECT handout, version, edition, language, count(*), sum(state = 'sent'), "
        "min(CASE state WHEN 'sent' THEN settled_at END), "
        "max(CASE state WHEN 'sent' THEN settled_at END) "
        "FROM held JOIN mail USING (number) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4")  # fmt: skip
    return tuple(Outgoing(*row) for row in rows)


def lines(ledger: Ledger, *, everyone: bool, addresses: bool) -> list[Line]:
    """The mails that need somebody, or all, by number."""
    wanted = "1" if everyone else (
        "state IN ('failed', 'in_doubt', 'at_dot') OR bounced <> '' "
        "OR (state = 'queued' AND tries > 0)")  # fmt: skip
    rows = ledger.book.rows(
        "SELECT number, row, site, message_id, state, why, bounced, tries, queued_at, "
        "CASE state WHEN 'queued' THEN next_at END, settled_at, "
        f"CASE WHEN ? THEN coalesce(address, '') ELSE '' END FROM mail WHERE {wanted} "
        "ORDER BY number", addresses)  # fmt: skip
    return [_line(*row) for row in rows]


def _line(
    number: int, row: int, site: str, message_id: str, state: str, why: str, *more: Any
) -> Line:
    return Line(number, row, site, message_id, State(state), why, *more)


def as_data(found: Overview, mails: list[Line]) -> dict[str, object]:
    """All of it as `--format json` gives it; times are in UTC, by ISO 8601."""
    return {
        "counts": {str(state): count for state, count in found.counts.items()},
        "bounced": found.bounced,
        "people_known": found.known,
        "copy": found.is_copy,
        "next": _utc(found.next_at),
        "handouts": [
            {**asdict(each), "first": _utc(each.first), "last": _utc(each.last)}
            for each in found.handouts
        ],
        "mails": [_mail(each) for each in mails],
    }


def _mail(line: Line) -> dict[str, object]:
    data = asdict(line)
    data.update({name: _utc(data[name]) for name in ("queued_at", "next_at", "settled_at")})
    if not line.address:
        del data["address"]
    return {**data, "state": str(line.state)}


def _utc(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
