"""The ledger's file: private, whole, the only one of its kind; and what it queues."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from builder.deliver.ledger.attempts import Attempts, later
from builder.deliver.ledger.ledger import CHUNK, Ledger
from builder.deliver.ledger.ledgerfile import LEDGER, MARK, SENDER, TALLY, opened, sender, there
from builder.deliver.ledger.ledgermark import same
from builder.deliver.ledger.mailing import Mailing, State, Write
from builder.deliver.ledger.reconcile import adopt
from tests.killed import in_child
from tests.mail.letters import NOW, address, letter, mailing, mails, queue


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    """A folder with a ledger of three mails, from which a run has begun."""
    folder = tmp_path / "outbox"
    with Ledger.open(folder) as ledger:
        queue(ledger, range(1, 4))
        Attempts(ledger.book, NOW)
    return folder


def test_nobody_else_may_look_into_it(outbox: Path) -> None:
    outbox.chmod(0o755)
    (outbox / LEDGER).chmod(0o644)
    with Ledger.open(outbox) as ledger, sender(outbox):
        queue(ledger, range(4, 5))
        found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in outbox.iterdir()}
    assert set(found.values()) == {0o600}
    assert len(found) > 4
    assert stat.S_IMODE(outbox.stat().st_mode) == 0o700


def test_every_commit_is_on_the_disk(outbox: Path) -> None:
    with Ledger.open(outbox) as ledger:
        names = ("journal_mode", "synchronous", "secure_delete")
        assert [ledger.book.value(f"PRAGMA {name}") for name in names] == ["wal", 2, 1]


def cut(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:5000])


def scratched(place: Path) -> None:
    data = bytearray(place.read_bytes())
    data[4096 * 2 : 4096 * 4] = os.urandom(4096 * 2)
    place.write_bytes(data)


def of_another(place: Path) -> None:
    place.unlink()
    other = sqlite3.connect(place)
    other.execute("CREATE TABLE mail (number)")
    other.close()


def of_later(place: Path) -> None:
    other = sqlite3.connect(place)
    other.execute("PRAGMA user_version = 99")
    other.close()


def a_link(place: Path) -> None:
    place.rename(place.with_name("other"))
    place.symlink_to("other")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (Path.unlink, "is gone, but its traces are here"),
        (lambda place: place.write_bytes(b""), "is damaged"),
        (lambda place: place.write_bytes(b"no database at all" * 99), "is damaged"),
        (cut, "is damaged"),
        (scratched, "is damaged"),
        (of_another, "is damaged"),
        (of_later, "another version"),
        (a_link, "not a plain file"),
    ],
)
def test_a_ledger_that_cannot_be_trusted_is_never_begun_anew(
    outbox: Path, harm: Callable[[Path], object], said: str
) -> None:
    harm(outbox / LEDGER)
    before = sorted(path.name for path in outbox.iterdir())
    with pytest.raises(OSError, match=said), Ledger.open(outbox):
        pass
    assert sorted(path.name for path in outbox.iterdir()) == before


def restored(outbox: Path, backup: Path) -> None:
    """Over the files that are there, as `cp -a` does: same numbers, same times."""
    for each in backup.iterdir():
        shutil.copy2(each, outbox / each.name)


def replaced(outbox: Path, backup: Path) -> None:
    shutil.rmtree(outbox)
    shutil.copytree(backup, outbox)


def ledger_alone(outbox: Path, backup: Path) -> None:
    shutil.copy2(backup / LEDGER, outbox / LEDGER)


def without_mark(outbox: Path, backup: Path) -> None:
    (outbox / MARK).unlink()


def without_tally(outbox: Path, backup: Path) -> None:
    (outbox / TALLY).unlink()


def tally_alone(outbox: Path, backup: Path) -> None:
    (outbox / TALLY).write_bytes(b"%015d\n" % 9)


def in_half(outbox: Path, backup: Path) -> None:
    os.truncate(outbox / TALLY, 7)


@pytest.mark.parametrize(
    "how",
    [restored, replaced, ledger_alone, without_mark, without_tally, tally_alone, in_half],
)
def test_a_restored_ledger_does_not_send(
    outbox: Path, tmp_path: Path, how: Callable[[Path, Path], None]
) -> None:
    shutil.copytree(outbox, tmp_path / "backup")
    with Ledger.open(outbox) as ledger:
        Attempts(ledger.book, NOW)
    how(outbox, tmp_path / "backup")
    with pytest.raises(OSError, match="is a copy or was restored"), Ledger.open(outbox):
        pass
    with Ledger.open(outbox, copied=True) as ledger:
        assert ledger.count(State.QUEUED) == 3  # it can be looked at
        with pytest.raises(OSError, match="is a copy"):
            queue(ledger, range(9, 10))


def test_a_ledger_from_before_anything_was_queued_does_not_begin_again(tmp_path: Path) -> None:
    outbox = tmp_path / "outbox"
    with Ledger.open(outbox):
        pass
    shutil.copy2(outbox / LEDGER, tmp_path / "backup")
    with Ledger.open(outbox) as ledger:
        queue(ledger, range(1, 4))
        laid = (outbox / MARK).read_bytes()
        queue(ledger, range(4, 5))
        assert (outbox / MARK).read_bytes() == laid  # another is laid by a run that sends
    shutil.copy2(tmp_path / "backup", outbox / LEDGER)
    with pytest.raises(OSError, match="is a copy"), Ledger.open(outbox):
        pass


def test_a_ledger_of_which_only_the_traces_are_left_is_gone(outbox: Path) -> None:
    with sender(outbox):
        pass
    for names in ((LEDGER, MARK), (TALLY,)):
        for name in names:
            (outbox / name).unlink()
        with pytest.raises(OSError, match="is gone"), Ledger.open(outbox):
            pass
        assert there(outbox)
    (outbox / SENDER).unlink()
    assert not there(outbox)


def test_an_older_state_of_the_same_run_is_a_copy(outbox: Path) -> None:
    """Written back into the same file: its number and the mark are those that it knows."""
    with Ledger.open(outbox, copied=True) as ledger:
        run = Attempts(ledger.book, NOW)
    backup = (outbox / LEDGER).read_bytes()
    with Ledger.open(outbox) as ledger:
        run.book = ledger.book
        for number in (1, 2):
            run.claim(number, NOW)
            run.at_dot(number)
            run.sent(number, NOW, "250")
    for _ in range(2):
        (outbox / LEDGER).write_bytes(backup)
        with pytest.raises(OSError, match="is a copy"), Ledger.open(outbox):
            pass
        with Ledger.open(outbox, copied=True) as ledger:
            assert adopt(ledger, NOW) == 3
            assert not ledger.is_copy


@pytest.mark.parametrize(
    ("now", "is_same"),
    [((7, 5_000_000_123), 1), ((7, 5_000_000_000), 1), ((7, 5_000_000_122), 0),
     ((8, 5_000_000_123), 0), ((7, 6_000_000_123), 0)],
)  # fmt: skip
def test_a_disk_may_forget_parts_of_a_second(now: tuple[int, int], is_same: int) -> None:
    assert same("7 5000000123", now) == bool(is_same)


def test_a_copied_folder_does_not_send_and_a_moved_one_does(outbox: Path, tmp_path: Path) -> None:
    shutil.copytree(outbox, tmp_path / "copy")
    with pytest.raises(OSError, match="is a copy"), Ledger.open(tmp_path / "copy"):
        pass
    outbox.rename(tmp_path / "moved")
    with Ledger.open(tmp_path / "moved") as ledger:
        Attempts(ledger.book, NOW)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of forks beside threads: they do little
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_while_a_run_begins_makes_no_copy_of_it(outbox: Path) -> None:
    def begun(moment: int) -> Callable[[], int]:
        left = count()

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            if event in ("open", "os.rename", "os.chmod", "os.remove") and next(left) == moment:
                os.kill(os.getpid(), signal.SIGKILL)

        def work() -> int:
            with Ledger.open(outbox) as ledger:
                sys.addaudithook(hook)
                Attempts(ledger.book, NOW)
            return 0

        return work

    ends: list[int] = []
    while not ends or ends[-1]:
        ends.append(in_child(begun(len(ends))))
        with Ledger.open(outbox) as ledger:
            assert not ledger.is_copy
    assert len(ends) > 4
    assert set(ends[:-1]) == {-signal.SIGKILL}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of forks beside threads: they do little
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.share(2)
@pytest.mark.parametrize("loses_its_log", [False, True])
def test_killed_at_any_step_no_mail_is_sent_twice(tmp_path: Path, loses_its_log: bool) -> None:
    """Before each call of anything outside of Python. No kill makes a copy."""

    def sends(outbox: Path, moment: int) -> int:
        left = count()

        def hook(frame: Any, event: str, argument: Any) -> None:
            if event == "c_call" and next(left) == moment:
                os.kill(os.getpid(), signal.SIGKILL)

        with Ledger.open(outbox) as ledger, (tmp_path / "server").open("ab", 0) as server:
            run = Attempts(ledger.book, NOW)
            sys.setprofile(hook)
            run.claim(1, NOW)
            run.at_dot(1)
            server.write(b"1")
            run.sent(1, NOW, "250")
            sys.setprofile(None)
        return 0

    ends, copies, had = list[int](), 0, set[bytes]()
    while not ends or ends[-1] == -signal.SIGKILL:
        outbox = tmp_path / f"outbox-{len(ends)}"
        with Ledger.open(outbox) as ledger:
            queue(ledger, range(1, 2))
        (tmp_path / "server").write_bytes(b"")
        ends.append(in_child(partial(sends, outbox, len(ends))))
        server = (tmp_path / "server").read_bytes()
        had.add(server)
        if loses_its_log:
            (outbox / f"{LEDGER}-wal").unlink(missing_ok=True)
        with Ledger.open(outbox, copied=True) as ledger:
            copies += ledger.is_copy
            assert loses_its_log or not ledger.is_copy
            if not ledger.is_copy:
                Attempts(ledger.book, NOW)
                came = b"1" in server
                assert not came or states(ledger)[0] in ("sent", "in_doubt")
    assert ends[-1] == 0
    assert had == {b"", b"1"}
    assert len(ends) > 20
    assert (copies > 2) == loses_its_log


def test_what_a_killed_run_left_is_settled_by_the_next(outbox: Path) -> None:
    """What was sent whole may have been accepted; what was not, cannot have been."""
    with Ledger.open(outbox) as ledger:
        run = Attempts(ledger.book, NOW)
        for number in (1, 2):
            run.claim(number, NOW)
        run.at_dot(2)
        after = Attempts(ledger.book, NOW + 60)
        rows = ledger.book.rows("SELECT state, tries, settled_at FROM mail ORDER BY number")
        assert rows == [("queued", 1, None), ("in_doubt", 1, NOW + 60), ("queued", 0, None)]
        assert after.due(NOW) == 3  # the mail that was tried least
        tried = ledger.book.rows("SELECT number, run, at, came FROM attempt ORDER BY number")
        assert tried == [(1, run.run, NOW, "broken off"), (2, run.run, NOW, "broken off")]
        assert after.run == run.run + 1


def test_each_attempt_is_noted_with_its_code_alone(outbox: Path) -> None:
    with Ledger.open(outbox) as ledger:
        run = Attempts(ledger.book, NOW)
        for said in ("451", "550 5.1.1"):
            claimed = run.claim(1, NOW)
            assert claimed
            assert claimed.tries == (1 if said == "451" else 2)
            run.put_off(1, NOW, said, "put off" if said == "451" else "refused")
        claimed = run.claim(1, NOW)
        assert claimed
        assert claimed.refusals == 1
        run.at_dot(1)
        run.sent(1, NOW + 1, "250")
        assert ledger.book.rows("SELECT came, code FROM attempt") == [
            ("put off", "451"), ("refused", "550 5.1.1"), ("accepted", "250"),
        ]  # fmt: skip
        assert ledger.book.rows("SELECT state, why, settled_at FROM mail WHERE number = 1") == [
            ("sent", "", NOW + 1)
        ]


@pytest.mark.parametrize("step", ["at_dot", "sent", "in_doubt"])
def test_no_step_is_made_out_of_turn(outbox: Path, step: str) -> None:
    with Ledger.open(outbox) as ledger:
        run = Attempts(ledger.book, NOW)
        ledger.book.do("UPDATE mail SET state = 'failed' WHERE number = 1")
        assert run.claim(1, NOW) is None
        more = {"sent": (NOW, "250"), "in_doubt": (NOW,)}.get(step, ())
        with pytest.raises(RuntimeError):
            getattr(run, step)(1, *more)
        assert states(ledger)[0] == "failed"


def test_put_off_mails_come_back_later_each_time_and_not_together() -> None:
    waits = [later("a@x.example", tries) for tries in range(1, 9)]
    for wait, middle in zip(waits, (300, 600, 1200, 2400, 3600, 3600, 3600, 3600), strict=True):
        assert 0.9 * middle <= wait <= 1.1 * middle
    assert len({later(f"{n}@x.example", 1) for n in range(50)}) > 40


def states(ledger: Ledger) -> list[str]:
    return [state for (state,) in ledger.book.rows("SELECT state FROM mail ORDER BY number")]


NFS = "36 35 98:0 / {0} rw,noatime master:1 - nfs4 server:/export rw\n"
OWN = "25 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"


def test_a_network_disk_is_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    at = str(tmp_path / "far away").replace(" ", "\\040")
    mounts.write_text(OWN + NFS.format(at))
    with pytest.raises(OSError, match=r"on a network disk \(nfs4\)"):
        opened(tmp_path / "far away" / "outbox", mounts)
    assert not (tmp_path / "far away").exists()
    opened(tmp_path / "far", mounts).close()


@pytest.mark.parametrize(
    ("kind", "far"), [("cifs", 1), ("fuse.sshfs", 1), ("fuse.ext4", 0), ("tmpfs", 0)]
)
def test_which_disks_are_of_the_network(tmp_path: Path, kind: str, far: int) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(NFS.format(tmp_path) + OWN + NFS.format(tmp_path).replace("nfs4", kind))
    if far:
        with pytest.raises(OSError, match=kind):
            opened(tmp_path / "outbox", mounts)
    else:
        opened(tmp_path / "outbox", mounts).close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of forks beside threads: they do little
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_one_process_sends_at_a_time_and_no_lock_outlives_it(outbox: Path) -> None:
    def dies_holding_it() -> int:
        with sender(outbox):
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def refused() -> int:
        try:
            with sender(outbox):
                return 1
        except OSError as error:
            return 0 if "sends from this folder already" in str(error) else 2

    assert in_child(dies_holding_it) == -signal.SIGKILL
    with sender(outbox):
        assert in_child(refused) == 0
    with sender(outbox):
        pass


def test_a_key_is_of_the_person_and_the_handouts(outbox: Path, tmp_path: Path) -> None:
    with Ledger.open(outbox) as ledger, Ledger.open(tmp_path / "other") as other:
        key = ledger.key("Jo@Ward.example", ["CT-03", "CT-01"], "hill")
        assert key == ledger.key(" jo@WARD.example", ["CT-01", "CT-03"], "hill")
        different = {
            key,
            ledger.key("joe@ward.example", ["CT-03", "CT-01"], "hill"),
            ledger.key("Jo@ward.example", ["CT-03"], "hill"),
            ledger.key("Jo@ward.example", ["CT-03", "CT-01"], "dale"),
            other.key("Jo@ward.example", ["CT-03", "CT-01"], "hill"),  # nobody can guess it
        }
        assert len(different) == 5


def test_the_same_is_queued_once(outbox: Path) -> None:
    with Ledger.open(outbox) as ledger:
        again = ledger.queue(
            mails(range(2, 6)), batch="c", site="hill", domain="clinic.example", hours=1, now=NOW
        )
        assert again.queued == 2
        assert [(row, known.state) for row, known in again.known] == [(2, "queued"), (3, "queued")]
        known = again.known[0][1]
        assert (known.row, known.round, known.handouts) == (2, 1, mailing(2).handouts)
        assert ledger.count(State.QUEUED) == 5


@pytest.mark.parametrize(
    ("state", "reason", "queued"),
    [
        ("failed", "", 1),
        ("sent", "", 0),
        ("sent", "it was lost", 1),
        ("in_doubt", "", 0),
        ("in_doubt", "they rang", 1),
        ("queued", "they rang", 0),
        ("sending", "they rang", 0),
    ],
)
def test_another_round_needs_a_reason(outbox: Path, state: str, reason: str, queued: int) -> None:
    """Unless the mail before is known to have failed. One that waits is waited for."""
    with Ledger.open(outbox) as ledger:
        ledger.book.do("UPDATE mail SET state = ? WHERE row = 1", state)
        more = {"batch": "c", "site": "hill", "domain": "clinic.example", "hours": 1.0, "now": NOW}
        made = ledger.queue(mails(range(1, 2)), reason=reason, **more)  # type: ignore[arg-type]
        assert made.queued == queued
        rows = ledger.book.rows("SELECT round, message_id, reason FROM mail WHERE row = 1")
        assert [row[0] for row in rows] == [1, 2][: queued + 1]
        assert len({row[1] for row in rows}) == queued + 1
        assert rows[-1][2] == ((reason or None) if queued else None)


def test_whoever_will_write_holds_the_ledger_from_the_first_look(outbox: Path) -> None:
    """Or two commands could both look, and one of them would be refused when it writes."""
    refused = []

    def write(message_id: str, date: datetime) -> bytes:
        other = sqlite3.connect(outbox / LEDGER, timeout=0, isolation_level=None)
        try:
            other.execute("UPDATE mail SET tries = 9")
        except sqlite3.OperationalError:
            refused.append(message_id)
        other.close()
        return b"Subject: x\r\n\r\n"

    with Ledger.open(outbox) as ledger:
        more = {"batch": "c", "site": "hill", "domain": "clinic.example", "hours": 1.0, "now": NOW}
        ledger.queue([(mailing(9), write)], **more)  # type: ignore[arg-type]
        assert ledger.count(State.QUEUED) == 4
        assert ledger.book.value("SELECT max(tries) FROM mail") == 0
    assert len(refused) == 1


def test_for_one_reason_there_is_one_more_round(outbox: Path) -> None:
    """A command that was killed is typed once more, and may not send twice what it sent again."""
    with Ledger.open(outbox) as ledger:
        rounds = []
        for batch, reason in (("b", "x"), ("b", "x"), ("b", "y"), ("c", "y"), ("c", "y")):
            ledger.book.do("UPDATE mail SET state = 'sent' WHERE row = 1")
            ledger.queue(
                mails(range(1, 2)), batch=batch, site="hill", domain="clinic.example", hours=1,
                now=NOW, reason=reason,
            )  # fmt: skip
            rounds.append(ledger.book.value("SELECT max(round) FROM mail WHERE row = 1"))
        assert rounds == [2, 2, 3, 4, 4]


def test_only_the_rows_that_are_meant_get_another_round(outbox: Path) -> None:
    with Ledger.open(outbox) as ledger:
        ledger.book.do("UPDATE mail SET state = 'sent'")
        made = ledger.queue(
            mails(range(1, 4)), batch="c", site="hill", domain="clinic.example", hours=1, now=NOW,
            reason="they rang", rows={2},
        )  # fmt: skip
        assert (made.queued, [row for row, _ in made.known]) == (1, [1, 3])


def of(codes: str) -> Iterator[tuple[Mailing, Write]]:
    """The mail of row 1 with such handouts."""
    held = tuple(replace(mailing(1).handouts[0], handout=code) for code in codes)
    yield replace(mailing(1), handouts=held), letter(address(1), 1)


# What row 1 gets in turn, with a reason after a colon, and what it is told of the last.
TURNS = [
    ("A AB", "AB had A"),
    ("AB A", "A had A"),
    ("AB BC", "BC had B"),
    ("A B ABC", "ABC had A and B"),
    ("A B AB:why AB", "AB had AB"),
    ("AB CD", ""),
    ("A AB:why B", "B had B"),
    ("A AB:why AB:why", "AB had AB"),
]


@pytest.mark.parametrize(("turns", "told"), TURNS)
def test_nobody_gets_a_handout_twice_in_whatever_company(
    turns: str, told: str, tmp_path: Path
) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        for turn in turns.split():
            codes, _, reason = turn.partition(":")
            made = ledger.queue(
                of(codes), batch="b", site="hill", domain="x.example", hours=1, now=NOW,
                reason=reason,
            )  # fmt: skip
            ledger.book.do("UPDATE mail SET state = 'sent', address = NULL")
            had = ["".join(h.handout for h in each.handouts) for _, each in made.known]
            assert made.queued == (not had)
        assert bool(had) == bool(told)
        assert not had or f"{codes} had {' and '.join(had)}" == told


def test_a_handout_whose_mail_failed_was_not_had(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        for codes in ("A", "AB", "A"):
            made = ledger.queue(
                of(codes), batch="b", site="hill", domain="x.example", hours=1, now=NOW
            )
            assert made.queued == 1
            ledger.book.do("UPDATE mail SET state = 'failed'")


def test_what_is_queued_stays_if_the_rest_cannot_be(tmp_path: Path) -> None:
    """In steps of a hundred; the next run adds what is missing."""

    def broken() -> Any:
        yield from mails(range(1, CHUNK + 6))
        raise OSError("a copy cannot be drawn")

    with Ledger.open(tmp_path / "outbox") as ledger:
        with pytest.raises(OSError, match="cannot be drawn"):
            ledger.queue(broken(), batch="b", site="hill", domain="x.example", hours=1, now=NOW)
        assert ledger.count(State.QUEUED) == CHUNK
        assert queue(ledger, range(1, CHUNK + 11)) == 10


@pytest.mark.parametrize(
    "message",
    [b"Subject: x\n\nbody\n", b"Subject: x\r\n\r\nbody", b"From me\r\n\r\n", b"",
     b"Subject: x\r\n\r\n" + b"x" * 999 + b"\r\n", b"Subject: x\r\n\r\na\rb\r\n", b"A: \0\r\n\r\n"],
)  # fmt: skip
def test_no_message_that_a_server_would_refuse_is_queued(outbox: Path, message: bytes) -> None:
    with Ledger.open(outbox) as ledger:
        more = {"batch": "c", "site": "hill", "domain": "clinic.example", "hours": 1.0, "now": NOW}
        with pytest.raises(ValueError, match="a message"):
            ledger.queue([(mailing(9), lambda *_: message)], **more)  # type: ignore[arg-type]
        assert ledger.count(State.QUEUED) == 3


def test_a_person_is_not_shown_by_accident() -> None:
    assert repr(mailing(3)) == "Mailing(row 3)"
    assert "canar" not in repr(letter("canary@x.example", 1)).lower()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE message SET data = (SELECT data FROM message WHERE number = 2)",
        "UPDATE message SET data = 'text'",
        "DELETE FROM message",
        "UPDATE mail SET size = size + 1",
    ],
)
def test_what_is_not_what_was_queued_is_not_sent(outbox: Path, harm: str) -> None:
    with Ledger.open(outbox) as ledger:
        ledger.book.do(f"{harm} WHERE number = 1")
        with pytest.raises(OSError, match="is damaged"):
            Attempts(ledger.book, NOW).claim(1, NOW)


def test_only_another_sender_is_told_as_one(outbox: Path) -> None:
    (outbox / SENDER).write_bytes(b"no database at all" * 99)
    with pytest.raises(OSError, match="is damaged"), sender(outbox):
        pass


def test_what_failed_before_a_backup_may_have_left_since(outbox: Path) -> None:
    with Ledger.open(outbox) as ledger:
        ledger.book.do("UPDATE mail SET state = 'failed', settled_at = ? WHERE row = 1", NOW)
    (outbox / TALLY).unlink()
    with Ledger.open(outbox, copied=True) as ledger:
        assert adopt(ledger, NOW) == 3
        assert states(ledger) == ["in_doubt"] * 3
