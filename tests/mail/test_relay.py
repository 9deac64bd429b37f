"""Through a real mail server: what arrives is what was written, and what comes back is known."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.deliver.ledger.ledger import Ledger
from tests.mail.letters import attachment, letter, mailing
from tests.mail.relay import DAEMONS, POSTFIX, Relay, relay, until

# Postfix changes its user for each of its processes.
pytestmark = pytest.mark.skipif(
    not POSTFIX or not DAEMONS.is_dir() or os.geteuid() != 0, reason="needs Postfix, and root"
)
TO = ["good@inbox.test", "nobody@gone.test", "other@inbox.test", "none@inbox.test"]


@pytest.fixture(scope="module")
def server() -> Iterator[Relay]:
    with relay() as running:
        yield running


@pytest.fixture
def clinic(folder: Path, server: Relay, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that sends through it; three mails wait, and a fourth that was never given."""
    monkeypatch.setenv("SSL_CERT_FILE", str(server.bundle))
    site = folder / "sources/sites/hill.yaml"
    mail = f"{{server: localhost, port: {server.port}, sender: leaflets@clinic.test}}"
    site.write_text(f"{site.read_text('utf-8')}mail: {mail}\n", "utf-8")
    with Ledger.open(folder / "outbox") as ledger:
        mails = [(mailing(row, to), letter(to, row)) for row, to in enumerate(TO, 1)]
        ledger.queue(mails, batch="b", site="hill", domain="clinic.test", hours=48, now=time.time())
        ledger.book.do("UPDATE mail SET state = 'in_doubt', settled_at = 0 WHERE row = 4")
    return folder


def run(clinic: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(clinic), "outbox", *arguments])


def test_through_a_real_server(clinic: Path, server: Relay) -> None:
    sent = run(clinic, "resume", "--rate", "6000")
    assert sent.output.startswith("3 accepted by the server\n1 mail in doubt: ")
    assert sent.exit_code == 1
    until(lambda: all(server.mails(name) for name in ("good", "other", "sender")))

    for name, row in (("good", 1), ("other", 3)):
        [data] = server.mails(name)
        message = message_from_bytes(data, policy=default)
        body, [pdf] = message.get_body(), message.iter_attachments()
        assert body is not None
        assert body.get_content() == "Dear Canaria,\n.\n..two\n.From\n"
        assert (pdf.get_content(), pdf.get_filename()) == (attachment(row), "CT-03.pdf")
        with Ledger.open(clinic / "outbox") as ledger:
            [(message_id, digest)] = ledger.book.rows(
                "SELECT message_id, held.sha256 FROM mail JOIN held USING (number) WHERE row = ?",
                row)  # fmt: skip
        assert (message["Message-ID"], message["X-Handouts-Id"]) == (f"<{message_id}>", message_id)
        assert hashlib.sha256(pdf.get_content()).hexdigest() == digest

    back = run(clinic, "bounces", str(server.box("sender")))
    assert back.output == "  2  row 2  came back (5.1.1)\n1 bounced\nnewly marked: 1\n"

    with Ledger.open(clinic / "outbox") as ledger:  # as a crash after the end of a mail leaves it
        ledger.book.do("UPDATE mail SET state = 'in_doubt', bounced = '' WHERE row IN (1, 2)")
    believed = run(clinic, "reconcile", "--log", str(server.log), "--yes")
    assert believed.exit_code == 1
    assert believed.output.splitlines()[:3] == [
        "  1  row 1  in_doubt -> accepted",
        "  2  row 2  in_doubt -> accepted",
        "  2  row 2  in_doubt -> bounced (5.1.1)",
    ]
    assert believed.output.count("in doubt since") == 1  # of the mail it has never seen
    status = run(clinic, "status")
    assert status.output.startswith("4 mails: 3 accepted, 1 in doubt, 1 came back\n")
