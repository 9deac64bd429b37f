"""Kills a sender again and again while the server fails it too, and counts what came of it.

`python -m tests.mail.torture KILLS [SEED]` (or `make torture N=KILLS`). Every process that
queues or sends is a fork of this one, ended by SIGKILL: at a moment of chance, or just before
it says its next word to the server. Between kills a mail may be put off, refused or lost in
every way of `faulty.by_seed`. Exits with 1 when a mail came twice, was lost, went to
somebody else or was changed, or when a log shows a person or the password.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from builder.deliver.ledger.ledger import Ledger
from builder.deliver.smtp.login import PASSWORD as PASSWORD_VARIABLE
from builder.deliver.smtp.login import USER as USER_VARIABLE
from tests.mail.accepted import noted
from tests.mail.letters import NAME, PLACE, queue
from tests.mail.sender import run

ROOT = Path(__file__).parents[2]
USER, PASSWORD = "clinic-sender", "canary-password-7291"  # those that `faulty` knows
AT_ONCE = 120  # mails that are queued together
LONGEST = 0.2  # seconds until a kill
WORDS = {"smtplib.send"}  # what Python tells its audit hooks of (PEP 578)


@dataclass
class Torture:
    """One series of kills in a folder."""

    folder: Path
    seed: int
    kills: int = 0
    rows: int = 0
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.outbox = self.folder / "outbox"

    def go(self, kills: int, port: int) -> None:
        """Queues and sends until so many processes were killed, then lets one come to its end."""
        for _ in range(10 * kills):  # a sender that cannot send at all is not killed for ever
            if self.kills >= kills:
                break
            if not self.open():
                self.rows += AT_ONCE
                while not self.child(self.queued):
                    pass
            self.child(lambda: run(self.outbox, port))
        for _ in range(10):
            if self.open():
                self.child(lambda: run(self.outbox, port), spared=True)

    def queued(self) -> int:
        with Ledger.open(self.outbox) as ledger:
            queue(ledger, range(self.rows - AT_ONCE + 1, self.rows + 1), time.time())
        return 0

    def open(self) -> int:
        """How many mails wait."""
        if not self.rows:
            return 0
        with Ledger.open(self.outbox) as ledger:
            return int(
                ledger.book.value(
                    "SELECT count(*) FROM mail WHERE state IN ('queued', 'sending', 'at_dot')"
                )
            )

    def child(self, work: Callable[[], int], *, spared: bool = False) -> bool:
        """Whether some work came to its end in a process of its own, unless it was killed."""
        at_word = None if spared or self.dice.random() < 0.5 else self.dice.randrange(60)
        seconds = self.dice.random() ** 2 * LONGEST
        ended, says = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ended)
            os._exit(self.quietly(work, at_word))
        os.close(says)
        if not spared and at_word is None and not select.select([ended], [], [], seconds)[0]:
            os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.close(ended)
        self.kills += code == -signal.SIGKILL
        return code == 0

    def quietly(self, work: Callable[[], int], at_word: int | None) -> int:
        """What it prints goes into a file, which is searched at the end."""
        log = os.open(self.folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 1)
        os.dup2(log, 2)
        words = count()

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            if event in WORDS and next(words) == at_word:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            code = work()
        except BaseException:
            import traceback

            traceback.print_exc()
            code = 99
        sys.stdout.flush()
        sys.stderr.flush()
        return code


def found(torture: Torture) -> dict[str, int]:
    """What came of all mails; the names in capitals must be 0."""
    accepted, seen = noted(torture.folder / "accepted"), noted(torture.folder / "seen")
    with Ledger.open(torture.outbox) as ledger:
        book = ledger.book
        mails = {row[0]: row[1:] for row in book.rows(
            "SELECT message_id, state, address, mail.sha256, held.sha256 "
            "FROM mail JOIN held USING (number)")}  # fmt: skip
        whole = book.value("PRAGMA integrity_check") == "ok"
        keys = book.value("SELECT count(DISTINCT key) FROM mail")
    times = Counter(line["id"] for line in accepted)
    people = Counter(line["to"] for line in accepted)
    states = Counter(mail[0] for mail in mails.values())
    log = (torture.folder / "log").read_bytes()
    return {
        "kills": torture.kills,
        "mails": torture.rows,
        **{state: states[state] for state in ("sent", "failed", "in_doubt")},
        "in doubt, accepted": sum(mails[id_][0] == "in_doubt" for id_ in times),
        "TWICE": sum(number > 1 for number in people.values()),
        "LOST": torture.rows - states["sent"] - states["failed"] - states["in_doubt"],
        "KEYS MISSING": torture.rows - keys,
        "SENT, NOT ACCEPTED": sum(m[0] == "sent" and times[i] != 1 for i, m in mails.items()),
        "ACCEPTED, NOT KNOWN": sum(mails[i][0] not in ("sent", "in_doubt") for i in times),
        "WRONG PERSON": sum(mails[line["id"]][1] != line["to"] for line in seen),
        "WRONG ATTACHMENT": sum(mails[line["id"]][3] != line["attachment"] for line in seen),
        "OTHER BYTES": sum(mails[line["id"]][2] != line["sha256"] for line in [*seen, *accepted]),
        "LEDGER DAMAGED": int(not whole),
        "SHOWN IN A LOG": sum(
            log.lower().count(word.lower().encode()) for word in (NAME, PLACE, PASSWORD)
        ),
        "OUR OWN BUGS": log.count(b"Traceback"),
    }


def tortured(kills: int, seed: int, folder: Path) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.mail.faulty", str(folder), str(seed)]
    pipe = subprocess.PIPE
    log = (folder / "server.log").open("wb")
    with log, subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=log, cwd=ROOT) as server:
        assert server.stdout
        port = int(server.stdout.readline())
        os.environ.update({
            "SSL_CERT_FILE": str(folder / "authority.pem"),
            USER_VARIABLE: USER, PASSWORD_VARIABLE: PASSWORD,
        })  # fmt: skip
        torture = Torture(folder, seed)
        torture.go(kills, port)
        server.communicate()
    return found(torture)


def main(kills: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        rows = tortured(kills, seed, Path(folder))
    for name, number in rows.items():
        print(f"{number:>8}  {name}")
    bad = [name for name, number in rows.items() if name.isupper() and number]
    return 1 if bad or rows["kills"] < kills else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
