"""What the log of a mail server tells: which of our mails it accepted, and what came of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.deliver.ledger.ledger import Ledger
from builder.deliver.ledger.mailing import State
from builder.deliver.ledger.maillog import Trace, traces
from builder.deliver.ledger.reconcile import believe, unlike
from tests.mail.letters import NOW, queue

A = "aa@clinic.example"
TO = "to=<canaria.1@canary-people.example>, relay=mx.example[192.0.2.1]:25, delay=0.3, "


def postfix(*lines: str) -> list[bytes]:
    return [f"Nov 26 12:00:00 relay postfix/{line}\n".encode() for line in lines]


def exim(*lines: str) -> list[bytes]:
    return [f"2026-11-26 12:00:00 1tFxyz-0001ab-2C {line}\n".encode() for line in lines]


ID = f"cleanup[7]: 4XyZ123abc: message-id=<{A}>"
QUEUED = "qmgr[8]: 4XyZ123abc: from=<leaflets@clinic.example>, size=9, nrcpt=1 (queue active)"
ARRIVED = f"<= leaflets@clinic.example H=relay P=esmtps S=900 id={A}"
TOLD = {
    "named, and lost before its end": (postfix(ID), Trace()),
    "queued": (postfix(ID, QUEUED), Trace(accepted=True)),
    "delivered": (
        postfix(ID, QUEUED, f"smtp[9]: 4XyZ123abc: {TO}dsn=2.0.0, status=sent (250 ok)"),
        Trace(accepted=True, delivered=True),
    ),
    "put off, then delivered": (
        postfix(
            ID, QUEUED, f"smtp[9]: 4XyZ123abc: {TO}dsn=4.4.1, status=deferred (no route)",
            f"lmtp[9]: 4XyZ123abc: {TO}dsn=2.0.0, status=sent (250 ok)",
        ),
        Trace(accepted=True, delivered=True),
    ),
    "came back": (
        postfix(ID, QUEUED, f"smtp[9]: 4XyZ123abc: {TO}dsn=5.1.1, status=bounced (550 no)"),
        Trace(accepted=True, bounced="5.1.1"),
    ),
    "was too old": (
        postfix(ID, QUEUED, f"smtp[9]: 4XyZ123abc: {TO}dsn=4.4.1, status=expired (returned)"),
        Trace(accepted=True, bounced="4.4.1"),
    ),
    "a queue id that another mail has later": (
        postfix(
            ID, QUEUED, f"smtp[9]: 4XyZ123abc: {TO}dsn=2.0.0, status=sent (250 ok)",
            "qmgr[8]: 4XyZ123abc: removed", "cleanup[7]: 4XyZ123abc: message-id=<other@x.example>",
            f"smtp[9]: 4XyZ123abc: {TO}dsn=5.1.1, status=bounced (550 no)",
        ),
        Trace(accepted=True, delivered=True),
    ),
    "Exim, delivered": (
        exim(ARRIVED, "=> canaria.1@canary-people.example R=dns T=smtp H=mx", "Completed"),
        Trace(accepted=True, delivered=True),
    ),
    "Exim, delivered in other ways": (
        exim(ARRIVED, "-> canaria.1@x <a@x> R=list T=smtp", "Completed"),
        Trace(accepted=True, delivered=True),
    ),
    "Exim, handed on while it came": (
        exim(ARRIVED, ">> canaria.1@x R=dns T=smtp H=mx", "Completed"),
        Trace(accepted=True, delivered=True),
    ),
    "Exim, put off": (exim(ARRIVED, "== canaria.1@x R=dns T=smtp defer (-44)"),
                      Trace(accepted=True, put_off=True)),
    "Exim, came back": (
        exim(ARRIVED, "** canaria.1@x R=dns T=smtp: 550 5.7.26 no, 10.5.1.1 says", "Completed"),
        Trace(accepted=True, bounced="5.7.26"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_a_log_tells_of_a_mail(name: str) -> None:
    lines, trace = TOLD[name]
    noise = postfix("smtpd[1]: connect from x", "cleanup[7]: 9ZZZ: message-id=<x@y>", "\xff\xfe")
    assert traces([*noise, *lines, b"\xff" * 50_000], {A}) == {A: trace}
    assert traces(lines, {"other@clinic.example"}) == {}


def test_the_ledger_believes_a_log_when_it_is_told_to(tmp_path: Path) -> None:
    """Also of a mail that it thinks unsent: it would send it again."""
    with Ledger.open(tmp_path / "outbox") as ledger:
        queue(ledger, range(1, 7))
        names = ["in_doubt", "in_doubt", "queued", "sent", "sent", "failed"]
        ids = []
        for row, state in enumerate(names, 1):
            ledger.book.do("UPDATE mail SET state = ? WHERE row = ?", state, row)
            ids.append(ledger.book.value("SELECT message_id FROM mail WHERE row = ?", row))
        log = [
            line.replace(b"4XyZ123abc", b"4XyZ123%03d" % number).replace(A.encode(), id_.encode())
            for number, id_ in enumerate(ids)
            for line in TOLD[
                {1: "named, and lost before its end", 3: "came back"}.get(number, "delivered")
            ][0]
        ]
        found = unlike(ledger, log)
        assert [(each.row, each.change, each.status) for each in found] == [
            (1, "accepted", ""), (3, "accepted", ""), (4, "bounced", "5.1.1"), (6, "accepted", ""),
        ]  # fmt: skip
        believe(ledger, found, NOW)
        states = ledger.book.rows("SELECT state, bounced FROM mail ORDER BY row")
        assert [state for state, _ in states] == ["sent", "in_doubt", *["sent"] * 4]
        assert states[3] == ("sent", "5.1.1")
        assert unlike(ledger, log) == []
        assert ledger.count(State.QUEUED) == 0
