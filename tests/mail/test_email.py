"""`handouts email`, from a list to a server: looked at first, to everybody once, to nobody else."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.deliver.ledger.mailing import Held, Known, State
from builder.deliver.lists.fitness import text_of
from builder.deliver.mailout import Order, mailout
from builder.deliver.queueing import had
from builder.deliver.smtp.login import PASSWORD as PASSWORD_VARIABLE
from builder.deliver.smtp.login import USER as USER_VARIABLE
from builder.diagnostics import Sink
from builder.machine.privately import private_file, whole_folder
from builder.notation.spreadsheet import escaped
from builder.project import Project
from builder.sign.approvals import recorded
from tests.conftest import ROOT, TODAY, merged, topic_of
from tests.mail.certificates import Authority
from tests.mail.faulty import PASSWORD, USER, Running

FIELDS = """
editions: [standard, large-print]
fields:
  ward: {label: Your ward, most: 40}
  day: {label: Your visit, kind: date}
"""
LETTER = """
letter: english
language: en
subject: Leaflets from {site.name}
hello: Hello,
dear: Dear %name%,
before: [Here they are.]
leaflet: "%title%, version %version%"
locked: [Your password opens them.]
after: [Good bye.]
"""
CANARIES = ("Quixotica", "Zebedeewood", "canary-people", "2026-12-03")
LIST = """\
address,name,edition,ward,day
quixotica@canary-people.example.org,Quixotica,standard,Zebedeewood,2026-12-03
zebedeewood@canary-people.example.org,,large-print,,
"""
# The same, with an empty cell for a password.
LOCKED = re.sub("(?m)$(?=\n)", ",", LIST).replace("day,", "day,secret")


class Clinic:
    """A project with an approved handout and a server that takes its mail."""

    def __init__(self, folder: Path, server: Running) -> None:
        self.folder, self.server, self.outbox = folder, server, folder / "outbox"
        mail = f"mail: {{server: localhost, port: {server.port}, sender: leaflets@clinic.example"
        self._more("sources/sites/hill.yaml", f"{mail}, per_minute: 6000, most_megabytes: 1}}\n")
        self._more("handouts/case.yaml", FIELDS)
        (folder / "sources/letters").mkdir()
        (folder / "sources/letters/english.yaml").write_text(LETTER, "utf-8")
        (folder / "list.csv").write_text(LIST, "utf-8")
        self.say("Come to {for.ward} on {for.day}.")

    def _more(self, path: str, text: str) -> None:
        place = self.folder / path
        place.write_text(place.read_text("utf-8") + text, "utf-8")

    def say(self, words: str, *, approve: bool = True) -> None:
        """Changes the handout, and lets somebody approve it."""
        text = topic_of(f'- paragraph: "{words}"')
        (self.folder / "sources/topics/case.yaml").write_text(text, "utf-8")
        if approve:
            record = recorded("", merged(self.folder)[0][0], "nurse", "Eve", date(2026, 5, 30))
            place = self.folder / "handouts/approvals/case.yaml"
            place.parent.mkdir(exist_ok=True)
            place.write_text(record, "utf-8")

    def email(self, *more: str) -> Result:
        to = ("email", "case", "--to", str(self.folder / "list.csv"))
        result = CliRunner().invoke(
            main, ["-C", str(self.folder), *to, *more], catch_exceptions=False
        )
        for word in (*CANARIES, USER, PASSWORD):
            assert word.casefold() not in result.output.casefold(), result.output
        return result

    def accepted(self) -> list[str]:
        return [each["to"].partition("@")[0] for each in self.server.handler.noted("accepted")]

    def previewed(self) -> dict[str, bytes]:
        return {each.name: each.read_bytes() for each in (self.outbox / "preview").glob("*")}


@pytest.fixture
def clinic(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clinic]:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.bundle))
    monkeypatch.setenv(USER_VARIABLE, USER)
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    with Running(tmp_path, authority.context()) as server:
        yield Clinic(folder, server)


def attachments(eml: bytes) -> list[bytes]:
    mail: Any = message_from_bytes(eml, policy=policy.SMTP)
    return [part.get_content() for part in mail.iter_attachments()]


def test_mails_are_looked_at_first(clinic: Clinic) -> None:
    done = clinic.email()
    assert (done.exit_code, done.stderr) == (0, "")
    assert "nothing was sent; '--send' does it once you have looked at them" in done.output
    assert clinic.accepted() == []
    found = clinic.previewed()
    assert sorted(found) == ["0002.eml", "0003.eml", "plan.json", "proof.html"]
    assert sorted(each.name for each in clinic.outbox.iterdir()) == ["preview"]
    for each in (clinic.outbox, *clinic.outbox.rglob("*")):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600), each
    for name in ("0002.eml", "0003.eml"):
        assert re.match(rb"From: Hillside Practice <leaflets@clinic.example>\r\n", found[name])
        assert found[name].replace(b"\r\n", b"").count(b"\n") == 0
    page = found["proof.html"].decode()
    assert "Nothing was sent." in page
    assert "<dd>Hillside Practice &lt;leaflets@clinic.example&gt;</dd>" in page
    assert "<dd>Leaflets from Hillside</dd>" in page
    assert page.index("Who gets what") < page.index("<img")
    assert "quixotica@canary-people.example.org" in page
    assert page.count("case version 1, standard, en-GB, pages: ") == 1
    assert page.count("case version 1, large-print, en-GB, pages: ") == 1
    assert 'src="data:image/png;base64,' in page
    assert not re.search(r"<script|https?:", page)
    assert json.loads(found["plan.json"])["count"] == 2


def test_only_what_was_looked_at_is_sent_and_to_nobody_twice(clinic: Clinic) -> None:
    unseen = "nothing was sent: nobody has looked at these mails"
    assert unseen in clinic.email("--send").stderr
    assert clinic.email().exit_code == 0
    clinic.say("Come to {for.ward} on {for.day} early.")
    refused = clinic.email("--send")
    assert (refused.exit_code, unseen in refused.stderr) == (1, True)
    assert not (clinic.outbox / "ledger.sqlite").exists()

    assert clinic.email().exit_code == 0
    done = clinic.email("--send")
    assert (done.exit_code, clinic.accepted()) == (0, ["quixotica", "zebedeewood"])
    assert "2 of 2 mails queued" in done.stderr
    assert "2 accepted by the server" in done.stderr
    mails = [eml for name, eml in sorted(clinic.previewed().items()) if name.endswith(".eml")]
    seen = [hashlib.sha256(attachments(eml)[0]).hexdigest() for eml in mails]
    assert [each["attachment"] for each in clinic.server.handler.noted("accepted")] == seen

    again = clinic.email("--send")
    assert again.exit_code == 0
    assert re.search(r"row 2: has had it already, \d+ \w+ \d{4}; it is not sent", again.stderr)
    clinic.say("Come to {for.ward} on {for.day} late.")
    assert (
        "has had case version 1 on"
        in (clinic.email(), clinic.previewed())[1]["proof.html"].decode()
    )
    assert "row 3: has had case version 1 on " in clinic.email("--send").stderr
    assert len(clinic.accepted()) == 2

    assert clinic.email("--send", "--again").exit_code == 2
    refused = clinic.email("--send", "--again", "--because", "another day")
    assert "nobody has looked at these mails" in refused.stderr
    clinic.email("--again", "--because", "another day")
    told = clinic.email("--send", "--again", "--because", "another day")
    assert (told.exit_code, len(clinic.accepted())) == (0, 4)
    ids = {each["id"] for each in clinic.server.handler.noted("accepted")}
    assert len(ids) == 4
    assert all(re.fullmatch(r"[0-9a-f]{32}@clinic.example", each) for each in ids)


def test_a_list_that_changed_is_looked_at_again(clinic: Clinic) -> None:
    clinic.email()
    place = clinic.folder / "list.csv"
    for change in (("large-print", "standard"), ("Quixotica,", "Quixotico,")):
        place.write_text(LIST.replace(*change), "utf-8")
        assert "nobody has looked at these mails" in clinic.email("--send").stderr
    place.write_text(LIST, "utf-8")
    plan = clinic.outbox / "preview/plan.json"
    seen = json.loads(plan.read_text())
    plan.write_text(json.dumps({**seen, "made": seen["made"] - 7 * 86_400 - 1}))
    assert "it is over 7 days since somebody looked" in clinic.email("--send").stderr
    plan.write_text("[]")
    assert "nobody has looked at these mails" in clinic.email("--send").stderr
    assert clinic.accepted() == []


def test_one_more_leaflet_does_not_bring_the_others_again(clinic: Clinic) -> None:
    clinic.email()
    clinic.email("--send")
    other = (clinic.folder / "handouts/case.yaml").read_text("utf-8")
    other = other.replace("handout: case", "handout: other")
    (clinic.folder / "handouts/other.yaml").write_text(other, "utf-8")
    both = ("other", "--allow-draft")
    looked = clinic.email(*both)
    assert "2 had some of these leaflets before, and would get nothing" in looked.stdout
    page = clinic.previewed()["proof.html"].decode()
    assert page.count("<td>has had case version 1 on ") == 2
    refused = clinic.email(*both, "--send")
    assert re.search(r"row 2: has had case version 1 on .*; it is not sent", refused.stderr)
    assert "0 of 2 mails queued" in refused.stderr
    assert len(clinic.accepted()) == 2
    clinic.email(*both, "--again", "--because", "they lost it")
    clinic.email(*both, "--send", "--again", "--because", "they lost it")
    assert len(clinic.accepted()) == 4


@pytest.mark.parametrize(
    "change",
    [
        ("sender: leaflets@", "sender: others@"),
        ("mail: {", "mail: {reply_to: others@clinic.example, "),
        ("server: localhost", "server: 127.0.0.1"),
        (r"port: \d+, ", ""),
        ("mail: {", "mail: {security: tls, "),
    ],
)
def test_another_way_is_looked_at_again(change: tuple[str, str], clinic: Clinic) -> None:
    clinic.email()
    place = clinic.folder / "sources/sites/hill.yaml"
    text = place.read_text("utf-8")
    place.write_text(re.sub(*change, text), "utf-8")
    refused = clinic.email("--send")
    assert "nobody has looked at these mails" in refused.stderr, refused.stderr
    assert clinic.accepted() == []


def test_some_at_a_time(clinic: Clinic) -> None:
    clinic.email()
    done = clinic.email("--send", "--limit", "1")
    assert clinic.accepted() == ["quixotica"]
    assert "1 mail waiting" in done.stderr


def test_drafts_say_so_or_stay(clinic: Clinic) -> None:
    clinic.say("Come soon to {for.ward} on {for.day}.", approve=False)
    refused = clinic.email()
    assert refused.exit_code == 1
    assert "error[void-approval]" in refused.output
    assert "error[draft]: this may not be released as it is now" in refused.output
    assert not clinic.outbox.exists()
    assert clinic.email("--allow-draft").exit_code == 0
    found = clinic.previewed()
    assert b"\r\nSubject: DRAFT: Leaflets from Hillside\r\n" in found["0002.eml"]
    assert b"drafts that nobody has approved" in found["proof.html"]
    assert b"<dd>DRAFT: Leaflets from Hillside</dd>" in found["proof.html"]


KNOWN = Known(1, 2, 1, State.SENT, "c", 1.0, 1_795_000_000.0, "", "b", "", ())
HELD = Held("CT-03", "0.1", "standard", "en-GB", 2, "d")


@pytest.mark.parametrize(
    ("known", "content", "said"),
    [
        (KNOWN, "c", "has had it already, 18 November 2026"),
        (replace(KNOWN, handouts=(HELD,)), "x", "has had CT-03 version 0.1 on 18 November 2026"),
        (KNOWN, "x", "has had other words on 18 November 2026"),
        (replace(KNOWN, bounced="5.1.1"), "c",
         "has had it already, 18 November 2026, and it came back"),
        (replace(KNOWN, state=State.QUEUED, settled_at=None), "c",
         "waits for it already, 1 January 1970"),
        (replace(KNOWN, state=State.IN_DOUBT), "c", "may have had it already, 18 November 2026"),
        (replace(KNOWN, state=State.FAILED), "c", "a mail failed before; it is tried again"),
    ],
)  # fmt: skip
def test_what_somebody_had_is_said_in_words(known: Known, content: str, said: str) -> None:
    assert had(known, content) == said


def passwords(place: Path) -> list[str]:
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    head, *lines = place.read_text("ascii").splitlines()
    assert head == "row,password,check"
    return [line.split(",")[1] for line in lines]


def test_passwords_are_made_and_are_not_in_the_mail(clinic: Clinic, tmp_path: Path) -> None:
    place = tmp_path / "secrets.csv"
    (clinic.folder / "list.csv").write_text(LOCKED, "utf-8")
    missing = clinic.email("--password-field", "secret")
    assert "list.csv:3:1: error[no-password]: row 3: 'secret' is empty" in missing.stderr
    beside = clinic.email("--new-passwords", str(clinic.outbox / "secrets.csv"))
    assert (beside.exit_code, clinic.outbox.exists()) == (2, False)
    asked = ("--password-field", "secret", "--new-passwords", str(place))
    assert clinic.email(*asked).exit_code == 0
    made = passwords(place)
    assert len({*made}) == 2
    for row, password in zip((2, 3), made, strict=True):
        eml = clinic.previewed()[f"{row:04}.eml"]
        (data,) = attachments(eml)
        assert pikepdf.open(BytesIO(data), password=password).encryption.R == 6
        assert b"Your password opens them." in eml
    for each in clinic.outbox.rglob("*"):
        assert each.is_dir() or not any(p.encode() in each.read_bytes() for p in made)
    sent = clinic.email(*asked, "--send")
    assert (sent.exit_code, len(clinic.accepted())) == (0, 2)
    assert passwords(place) == made
    (clinic.folder / "list.csv").write_text(LOCKED.replace("zebedeewood@", "other@"), "utf-8")
    assert "the passwords of another list" in clinic.email(*asked).stderr
    place.write_text("something else\n")
    assert "this file is none of passwords" in clinic.email(*asked).stderr
    assert place.read_text() == "something else\n"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-", "@x", "a,b", 'a"b', "'", "plain"])
def test_no_cell_that_is_written_is_a_formula(text: str) -> None:
    cell = escaped(text)
    assert not cell.lstrip('"').startswith(("=", "+", "-", "@"))
    bare = cell[1:-1].replace('""', '"') if cell.startswith('"') else cell
    assert text_of(bare) == text


def test_what_is_missing_is_told_before_anything_is_made(clinic: Clinic) -> None:
    (clinic.folder / "sources/letters/english.yaml").unlink()
    site = clinic.folder / "sources/sites/hill.yaml"
    site.write_text(re.sub("(?m)^mail:.*$", "", site.read_text("utf-8")), "utf-8")
    (clinic.folder / "list.csv").write_text(LIST.replace("2026-12-03", "2026-13-03"), "utf-8")
    done = clinic.email()
    assert done.exit_code == 1
    told = re.findall(r"error\[(.*?)\]", done.stderr)
    assert sorted(told) == ["bad-day", "no-letter", "no-mail"]
    assert not clinic.outbox.exists()


def test_a_mail_that_is_too_large_is_known_before_it_is_sent(clinic: Clinic) -> None:
    order = Order(("case",), str(clinic.folder / "list.csv"))
    mails = mailout(Project(clinic.folder, TODAY), order, Sink())
    assert mails is not None
    assert mails.too_large(b"x" * 1_000_001) == "the mail has 1.0 MB, and 1 MB is the most"
    assert mails.too_large(b"x" * 1_000_000) == ""


def test_a_preview_is_whole_or_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "out/preview"
    with whole_folder(place) as folder:
        private_file(folder / "a", b"1")
    with pytest.raises(OSError, match="full"), whole_folder(place) as folder:
        private_file(folder / "a", b"2")
        raise OSError("full")
    assert [(each.name, each.read_bytes()) for each in place.iterdir()] == [("a", b"1")]
    (tmp_path / "out/.part-killed").mkdir()
    with whole_folder(place) as folder:
        private_file(folder / "b", b"3")
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["preview"]
    assert [each.name for each in place.iterdir()] == ["b"]


FAULTY = LOCKED.replace("2026-12-03", "3 December 2026, Zebedeewood").replace(
    "quixotica@", "Quixotica <quixotica@"
)


@pytest.mark.share(3)
@pytest.mark.parametrize("text", [LOCKED, FAULTY, LOCKED.replace("address", "Quixotica")])
def test_nothing_of_a_person_is_anywhere_else(text: str, clinic: Clinic) -> None:
    """A process of its own: what it says, and every file that it leaves, is looked through."""
    (clinic.folder / "list.csv").write_text(text, "utf-8")
    words = [word.casefold().encode() for word in CANARIES]
    for more in ((), ("--send",)):
        done = subprocess.run(
            [sys.executable, "-m", "builder", "-C", str(clinic.folder), "email", "case", "--to",
             "-", "--password-field", "secret", "--new-passwords",
             str(clinic.folder / "secrets.csv"), *more],
            input=text.encode(), capture_output=True, cwd=ROOT, check=False,
        )  # fmt: skip
        assert done.returncode == (0 if text == LOCKED else 1), done.stderr
        said = (done.stdout + done.stderr).lower()
        assert not any(word in said for word in words), said
    for each in clinic.folder.rglob("*"):
        assert not any(word in each.name.lower().encode() for word in words)
        within = "outbox" in each.relative_to(clinic.folder).parts or each.name == "list.csv"
        if each.is_file() and not within:
            assert not any(word in each.read_bytes().lower() for word in words), each
