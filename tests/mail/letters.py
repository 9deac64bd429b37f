"""Mails and settings that the tests of sending share; the names in them must not be seen."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from builder.deliver.ledger.ledger import Ledger
from builder.deliver.ledger.mailing import Held, Mailing, Write

NOW = 1_795_000_000.0  # in November 2026
NAME, PLACE = "Canaria", "canary-people.example"  # what no log may hold


@dataclass
class Route:
    """What a site says, in the tests' own words."""

    at_port: int
    server: str = "localhost"
    security: str = "starttls"
    sender: str = "leaflets@clinic.example"
    hello: str | None = None
    per_minute: int = 6000
    most_megabytes: int = 20
    give_up_hours: int = 48


@dataclass
class Clock:
    """A clock that nobody has to wait for."""

    at: float = NOW
    waited: float = 0.0

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        assert seconds >= 0
        self.at += seconds
        self.waited += seconds


def address(row: int) -> str:
    return f"{NAME.lower()}.{row}@{PLACE}"


def attachment(row: int) -> bytes:
    return f"%PDF-1.7 for {NAME} {row}\n".encode() * 5 + bytes(range(256))


def letter(to: str, row: int, text: str = "") -> Write:
    """How the message of a row is made, once its id is known."""

    def write(message_id: str, date: datetime) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = "leaflets@clinic.example", to
        message["Subject"], message["Date"] = "Your leaflet", date
        message["Message-ID"], message["X-Handouts-Id"] = f"<{message_id}>", message_id
        message.set_content(text or f"Dear {NAME},\n.\n..two\n.From\n")
        message.add_attachment(
            attachment(row), maintype="application", subtype="pdf", filename="CT-03.pdf"
        )
        # A boundary of chance would make other bytes of the same letter.
        message.set_boundary(f"=={hashlib.sha256(message_id.encode()).hexdigest()}")
        return message.as_bytes()

    return write


def mailing(row: int, to: str = "") -> Mailing:
    digest = hashlib.sha256(attachment(row)).hexdigest()
    held = Held("CT-03", "0.1", "standard", "en-GB", 2, digest)
    return Mailing(row, to or address(row), (held,), "c" * 64)


def mails(rows: range) -> Iterator[tuple[Mailing, Write]]:
    for row in rows:
        yield mailing(row), letter(address(row), row)


def queue(ledger: Ledger, rows: range, now: float = NOW, reason: str = "") -> int:
    return ledger.queue(
        mails(rows), batch="b", site="hill", domain="clinic.example", hours=48, now=now,
        reason=reason,
    ).queued  # fmt: skip


def trust(bundle: os.PathLike[str]) -> None:
    """Makes this process trust an authority, as an operator's environment does."""
    os.environ["SSL_CERT_FILE"] = str(bundle)
