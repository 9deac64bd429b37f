"""`handouts outbox`, as it is typed; none of it shows a person who was not asked for."""

from __future__ import annotations

import json
import re
import shutil
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.deliver.ledger.ledger import Ledger
from builder.deliver.mail.plan import PLAN
from builder.deliver.mail.plan import Plan as Seen
from builder.deliver.mailout import PREVIEW
from builder.deliver.smtp.login import PASSWORD as PASSWORD_VARIABLE
from builder.deliver.smtp.login import USER as USER_VARIABLE
from tests.mail.certificates import Authority
from tests.mail.faulty import PASSWORD, USER, Plan, Running
from tests.mail.letters import NAME, PLACE, address, attachment, mailing, mails, queue
from tests.mail.test_bounces import NOTICES

DOUBTS = "{} in doubt: 'handouts outbox reconcile' lists what to settle\n"
SITE = "sources/sites/hill.yaml"


class Clinic:
    """A project whose site has a mail server, and three mails that wait."""

    def __init__(self, folder: Path, server: Running) -> None:
        self.folder, self.server, self.outbox = folder, server, folder / "outbox"
        site = folder / SITE
        mail = f"{{server: localhost, port: {server.port}, sender: leaflets@clinic.example"
        text = site.read_text("utf-8")
        site.write_text(f"{text}mail: {mail}, per_minute: 6000, keep_days: 30}}\n", "utf-8")
        with Ledger.open(self.outbox) as ledger:
            queue(ledger, range(1, 4), time.time())

    def run(self, *arguments: str) -> Result:
        result = CliRunner().invoke(main, ["-C", str(self.folder), "outbox", *arguments])
        if "--show" not in arguments:
            for word in (NAME, PLACE, USER, PASSWORD):
                assert word.lower() not in result.output.lower(), result.output
        return result

    def ids(self) -> list[str]:
        with Ledger.open(self.outbox, copied=True) as ledger:
            return [
                row[0] for row in ledger.book.rows("SELECT message_id FROM mail ORDER BY number")
            ]


@pytest.fixture
def serve(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Plan], Clinic]]:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.bundle))
    monkeypatch.setenv(USER_VARIABLE, USER)
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    running: list[Running] = []

    def start(plan: Plan = lambda to, attempt: "") -> Clinic:
        running.append(Running(tmp_path, authority.context(), plan).__enter__())
        return Clinic(folder, running[0])

    yield start
    for server in running:
        server.__exit__(None, None, None)


def first(fault: str) -> Plan:
    return lambda to, attempt: fault if to == address(1) and attempt == 1 else ""


def test_where_nothing_was_queued(folder: Path) -> None:
    result = CliRunner().invoke(main, ["-C", str(folder), "outbox", "status"])
    assert result.exit_code == 2
    assert "has no ledger: nothing was queued there" in result.output
    assert not (folder / "outbox").exists()


def test_what_waits_is_sent(serve: Callable[..., Clinic]) -> None:
    clinic = serve()
    assert clinic.run("status").output.startswith("3 mails: 3 waiting\n")
    result = clinic.run("resume", "--limit", "2", "--rate", "6000")
    assert (result.exit_code, result.output) == (
        0, f"2 accepted by the server\n{waiting(result.output)}"
    )  # fmt: skip
    assert clinic.run("resume").output == "1 accepted by the server\n"
    status = clinic.run("status")
    assert status.exit_code == 0
    assert re.fullmatch(
        r"3 mails: 3 accepted\n  CT-03 version 0\.1, standard, en-GB: 3 of 3 accepted, the last "
        r"\S+ \S+ UTC\n", status.output)  # fmt: skip
    assert clinic.run("resume").output == "nothing was sent\n"


def waiting(output: str) -> str:
    found = re.search(
        r"1 mail waiting, the first from .*: 'handouts outbox resume' goes on\n", output
    )
    return found[0] if found else ""


def test_the_status_as_data(serve: Callable[..., Clinic]) -> None:
    clinic = serve(first("550"))
    assert clinic.run("resume").exit_code == 1
    result = clinic.run("status", "--format", "json")
    data = json.loads(result.output)
    assert result.exit_code == 1
    assert (data["counts"]["sent"], data["counts"]["failed"], data["bounced"]) == (2, 1, 0)
    assert [
        line["id"] if "id" in line else line["message_id"] for line in data["mails"]
    ] == clinic.ids()
    assert data["mails"][0]["why"] == "550 5.1.1"
    assert "address" not in data["mails"][0]
    shown = json.loads(clinic.run("status", "--format", "json", "--show").output)
    assert [line["address"] for line in shown["mails"]] == [address(row) for row in (1, 2, 3)]
    assert address(1) in clinic.run("status", "--show").output
    assert address(2) not in clinic.run("status", "--show").output
    assert address(2) in clinic.run("status", "--show", "--all").output


def test_a_doubt_is_settled_by_hand(serve: Callable[..., Clinic]) -> None:
    clinic = serve(lambda to, attempt: "drop at end" if to != address(3) and attempt == 1 else "")
    result = clinic.run("resume")
    assert result.exit_code == 1
    assert "row 1: in doubt: the server gave no answer\n" in result.output
    listed = clinic.run("reconcile")
    assert listed.exit_code == 1
    assert listed.output.count(" in doubt since ") == 2
    again = clinic.run("resume")  # it is never sent by itself
    assert (again.exit_code, again.output) == (1, f"nothing was sent\n{DOUBTS.format('2 mails')}")
    for arguments in (
        ("--id", "1"),
        ("--sent",),
        ("--id", "99", "--sent"),
        ("--id", "3", "--sent"),
    ):
        assert clinic.run("reconcile", *arguments).exit_code == 2
    said = clinic.run("reconcile", "--id", "1", "--sent")
    assert said.output.startswith("mail 1: accepted, as you say\n")
    said = clinic.run("reconcile", "--id", f"<{clinic.ids()[1]}>", "--not-sent")
    assert (said.exit_code, said.output) == (0, "mail 2: queued again, as you say\n")
    assert clinic.run("resume").output == "1 accepted by the server\n"
    assert len(clinic.server.handler.noted("accepted")) == 2


def test_a_doubt_is_settled_by_a_log(serve: Callable[..., Clinic], tmp_path: Path) -> None:
    clinic = serve(first("drop accepted"))
    clinic.run("resume")
    log = tmp_path / "mail.log"
    queue_id = "relay postfix/{}[1]: 4XyZ123abc: "
    log.write_text(
        f"Nov 26 12:00:00 {queue_id.format('cleanup')}message-id=<{clinic.ids()[0]}>\n"
        f"Nov 26 12:00:00 {queue_id.format('qmgr')}from=<x>, size=1, nrcpt=1 (queue active)\n"
    )
    shown = clinic.run("reconcile", "--log", str(log))
    assert shown.exit_code == 1
    told = "  1  row 1  in_doubt -> accepted\nnothing was changed; '--yes' does it\n"
    assert told in shown.output
    assert clinic.run("reconcile", "--log", str(log), "--yes").exit_code == 0
    assert clinic.run("status").output.startswith("3 mails: 3 accepted\n")
    known = clinic.run("reconcile", "--log", str(log))
    assert known.output == "the log tells nothing that the ledger does not know\n"


def test_a_copy_sends_nothing_until_it_is_adopted(serve: Callable[..., Clinic]) -> None:
    clinic = serve()
    backup = clinic.folder / "backup"
    shutil.copytree(clinic.outbox, backup)
    assert clinic.run("resume").exit_code == 0
    shutil.rmtree(clinic.outbox)
    backup.rename(clinic.outbox)
    refused = clinic.run("resume")
    assert refused.exit_code == 3
    assert "is a copy or was restored" in refused.output
    assert "is a copy or was restored" in clinic.run("status").output
    adopted = clinic.run("reconcile", "--adopt")
    told = "this is the ledger from now on; in doubt now, for they may have left: 3"
    assert adopted.output.splitlines()[0] == told
    assert adopted.output.count(" in doubt since ") == 3
    assert clinic.run("resume").output == f"nothing was sent\n{DOUBTS.format('3 mails')}"
    assert clinic.run("reconcile", "--adopt").exit_code == 2
    assert len(clinic.server.handler.noted("accepted")) == 3


def test_who_is_forgotten_is_on_no_disk(serve: Callable[..., Clinic]) -> None:
    """Of hundreds, so that pages are split and emptied; a mail in doubt is not final."""
    clinic = serve(first("drop accepted"))
    with Ledger.open(clinic.outbox) as ledger:
        queue(ledger, range(4, 100), time.time())
    clinic.run("resume")
    assert clinic.run("forget").output == "forgotten: 0; still known: 99\n"  # 30 days are not over
    assert b64encode(attachment(7))[:40] in (clinic.outbox / "ledger.sqlite").read_bytes()
    month = time.time() - 31 * 86_400
    with Ledger.open(clinic.outbox) as ledger:
        ledger.book.do("UPDATE mail SET settled_at = ?, reason = ?", month, f"for {NAME}")
        size = clinic.outbox.joinpath("ledger.sqlite").stat().st_size
    assert clinic.run("forget").output == "forgotten: 98; still known: 1\n"
    assert found(clinic.outbox) == {f"{NAME.lower()}.1@{PLACE}"}
    assert clinic.outbox.joinpath("ledger.sqlite").stat().st_size < size / 2
    clinic.run("reconcile", "--id", "1", "--sent")
    assert clinic.run("forget", "--all-final").output == "forgotten: 1; still known: 0\n"
    assert found(clinic.outbox) == set()
    whole = b"".join(path.read_bytes() for path in clinic.outbox.iterdir())
    letters = (f"for {NAME}".encode(), f"Dear {NAME}".encode(), b64encode(attachment(7))[:40])
    assert [each for each in letters if each in whole] == []
    status = json.loads(clinic.run("status", "--format", "json", "--show").output)
    assert (status["counts"]["sent"], status["people_known"]) == (99, 0)
    with Ledger.open(clinic.outbox) as ledger:  # but that they had it is known
        made = ledger.queue(
            mails(range(1, 100)), batch="c", site="hill", domain="x.example", hours=1, now=1.0
        )
        assert (made.queued, len(made.known)) == (0, 99)
        held = [replace(each, sha256="") for each in mailing(6).handouts]  # soon guessed
        assert [*made.known[5][1].handouts] == held


@pytest.mark.parametrize(
    ("days", "all_final", "gone"), [(1, False, False), (8, False, True), (1, True, True)]
)
def test_mails_that_were_looked_at_are_taken_out(
    serve: Callable[..., Clinic], days: int, all_final: bool, gone: bool
) -> None:
    clinic = serve()
    preview = clinic.outbox / PREVIEW
    preview.mkdir()
    (preview / "0001.eml").write_text(f"To: {NAME}")
    (preview / PLAN).write_bytes(Seen("d", 1, time.time() - days * 86_400).as_bytes())
    said = clinic.run("forget", *["--all-final"] * all_final).output
    assert ("are taken out" in said) == gone
    assert preview.exists() != gone


def found(folder: Path) -> set[str]:
    """The planted addresses in any file of a folder."""
    pattern = re.compile(rf"{NAME}\.\d+@{PLACE}".encode(), re.I)
    data = [path.read_bytes() for path in folder.iterdir()]
    return {match.decode().lower() for each in data for match in pattern.findall(each)}


def test_what_comes_back_is_marked(serve: Callable[..., Clinic], tmp_path: Path) -> None:
    clinic = serve()
    clinic.run("resume")
    mbox = tmp_path / "mbox"
    names = ("bounced", "delayed", "automatic", "winmail", "stranger", "bounced")
    mbox.write_bytes(b"".join(
        b"From x\n" + (NOTICES / f"{name}.eml").read_bytes() .replace(
            b"<ID>", f"<{clinic.ids()[1]}>".encode()) + b"\n"
        for name in names))  # fmt: skip
    result = clinic.run("bounces", str(mbox))
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "  2  row 2  came back (5.1.1)",
        "1 answered by a machine",
        "2 bounced",
        "1 bounced, of no mail of ours",
        "1 delayed",
        "1 packed by Outlook (winmail.dat)",
        "ask the sender of a winmail.dat to write in plain text",
        "newly marked: 1",
    ]
    assert clinic.run("bounces", str(mbox)).exit_code == 0
    status = clinic.run("status")
    assert status.exit_code == 1
    assert status.output.startswith("3 mails: 3 accepted, 1 came back\n")
    assert "  2  row 2  came back (5.1.1)" in status.output


def test_a_server_that_is_not_to_be_trusted_is_one_line(
    serve: Callable[..., Clinic], monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = serve()
    monkeypatch.delenv("SSL_CERT_FILE")
    result = clinic.run("resume")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[-1] == (
        f"handouts: localhost:{clinic.server.port}: the server's certificate is not to be "
        "trusted: unable to get local issuer certificate"
    )
    assert clinic.run("status").output.startswith("3 mails: 3 waiting\n")


def test_what_is_withdrawn_is_not_sent_until_somebody_says_so(
    serve: Callable[..., Clinic],
) -> None:
    clinic = serve()
    for wrong in ([], ["--id", "9"], ["--id", "1", "--all"]):
        assert clinic.run("withdraw", *wrong).exit_code == 2
    assert clinic.run("withdraw", "--id", "2").output == "withdrawn: 1\n"
    assert clinic.run("resume", "--limit", "1").exit_code == 0
    assert clinic.run("withdraw", "--all").output == "withdrawn: 1\n"
    assert clinic.run("withdraw", "--id", "1").output == "withdrawn: 0\n"
    assert clinic.run("resume").output == "nothing was sent\n"
    assert clinic.run("status").output.startswith("3 mails: 1 accepted, 2 failed\n")
    with Ledger.open(clinic.outbox) as ledger:
        assert queue(ledger, range(1, 4), time.time()) == 0
        assert queue(ledger, range(1, 4), time.time(), reason="back again") == 3


def test_each_site_sends_its_own(serve: Callable[..., Clinic]) -> None:
    clinic = serve()
    text = (clinic.folder / SITE).read_text("utf-8")
    other = text.replace("site: hill", "site: dale").split("\nmail:")[0] + "\n"
    (clinic.folder / "sources/sites/dale.yaml").write_text(other, "utf-8")
    assert "which site? '--site' can be dale, hill" in clinic.run("resume").output
    assert "does not say how it sends mail" in clinic.run("resume", "--site", "dale").output
    (clinic.folder / "sources/sites/dale.yaml").write_text(
        text.replace("site: hill", "site: dale"), "utf-8"
    )
    assert clinic.run("resume", "--site", "dale").output == "nothing was sent\n"
    assert clinic.run("resume", "--site", "hill").output == "3 accepted by the server\n"
