"""What comes back: which mails are bounces, whose they are, and that no mailbox does harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from builder.deliver.ledger.bounces import Kind, notice
from builder.deliver.ledger.ledger import Ledger
from builder.deliver.ledger.letterbox import LONGEST, letters
from builder.deliver.ledger.reconcile import came_back
from tests.mail.letters import queue

NOTICES = Path(__file__).parent / "notices"
EXPECTED = yaml.safe_load((NOTICES / "expected.yaml").read_text("utf-8"))


def test_every_notice_is_expected_to_be_something() -> None:
    assert {path.stem for path in NOTICES.glob("*.eml")} == set(EXPECTED)


@pytest.fixture(scope="module")
def outbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bounces") / "outbox"
    with Ledger.open(folder) as ledger:
        queue(ledger, range(1, 4))
        ledger.book.do("UPDATE mail SET state = 'sent'")
    return folder


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_a_bounce(outbox: Path, name: str) -> None:
    kind, ours, status = EXPECTED[name]
    with Ledger.open(outbox) as ledger:
        ledger.book.do("UPDATE mail SET bounced = ''")
        [message_id] = ledger.book.rows("SELECT message_id FROM mail WHERE row = 1")[0]
        mail = (NOTICES / f"{name}.eml").read_bytes().replace(b"ID", message_id.encode())
        mail = mail.replace(b"Message-" + message_id.encode(), b"Message-ID")
        found = notice(mail.replace(b"Handouts-I" + message_id.encode()[1:], b"Handouts-Id"))
        assert found.kind == kind
        mine = came_back(ledger, found)
        assert (mine is not None) == ours
        assert [(each.row, each.status) for each in mine or ()] == ([(1, status)] if status else [])
        marked = ledger.book.rows("SELECT row, bounced FROM mail WHERE bounced <> ''")
        assert marked == ([(1, status)] if status else [])
        if status:
            assert came_back(ledger, found) == []  # it is known


@pytest.mark.parametrize("state", ["queued", "failed"])
def test_what_was_not_sent_cannot_come_back(outbox: Path, state: str) -> None:
    with Ledger.open(outbox) as ledger:
        ledger.book.do("UPDATE mail SET state = ?, bounced = '' WHERE row = 2", state)
        message_id = ledger.book.value("SELECT message_id FROM mail WHERE row = 2")
        mail = (NOTICES / "headers-only.eml").read_bytes().replace(b"<ID>", message_id.encode())
        assert came_back(ledger, notice(mail)) == []


def nested(depth: int) -> bytes:
    parts = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)]
    return "".join(parts).encode()


@pytest.mark.parametrize(
    "mail",
    [
        b"", b"\0" * 1000, os.urandom(5000), nested(3000),
        b"Content-Type: message/rfc822\n\n" * 2000,
        b"Content-Type: multipart/report\n\n", b"Content-Type: message/delivery-status\n\nAction",
        b"Subject: =?x?q?=00?=\nContent-Type: text/plain; charset=\xff\n\n",
        b"Content-Type: multipart/report; boundary=a\n\n" + b"--a\n\n" * 100_000,
        b"X: " + b"a" * 900_000,
    ],
    ids=range(10),
)  # fmt: skip
def test_any_bytes_are_some_mail(mail: bytes) -> None:
    assert notice(mail).kind in (Kind.OTHER, Kind.UNCLEAR)


def test_an_mbox_a_maildir_and_a_single_mail_are_read_alike(tmp_path: Path) -> None:
    mails = [path.read_bytes() for path in sorted(NOTICES.glob("*.eml"))]
    mbox = tmp_path / "mbox"
    mbox.write_bytes(b"".join(b"From me Thu Nov 26\n" + mail + b"\n" for mail in mails))
    for part in ("new", "cur", "tmp"):
        (tmp_path / "box" / part).mkdir(parents=True)
    for number, mail in enumerate(mails):
        (tmp_path / "box" / ("new", "cur")[number % 2] / f"{number:02}").write_bytes(mail)
    (tmp_path / "box/tmp/half").write_bytes(mails[0])
    (tmp_path / "box/new/link").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "box/cur/pipe")
    assert [mail.rstrip() for mail in letters(mbox)] == [mail.rstrip() for mail in mails]
    assert sorted(letters(tmp_path / "box")) == sorted(mails)
    assert [*letters(NOTICES / "bounced.eml")] == [(NOTICES / "bounced.eml").read_bytes()]


def test_a_huge_mail_is_cut_and_the_next_is_read(tmp_path: Path) -> None:
    mbox = tmp_path / "mbox"
    huge = b"From x\nSubject: huge\n\n" + b"x" * (3 * LONGEST) + b"\n\n"
    mbox.write_bytes(huge + b"From x\nSubject: next\n\nfrom me\nFrom here\n")
    first, second = letters(mbox)
    assert LONGEST <= len(first) < 2 * LONGEST
    assert second == b"Subject: next\n\nfrom me\nFrom here\n"


def test_a_folder_that_is_no_maildir(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no Maildir"):
        [*letters(tmp_path)]
