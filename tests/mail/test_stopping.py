"""A sender that is asked to stop, or whose disk is full: in the middle of a mail."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.deliver.ledger.ledger import Ledger
from builder.deliver.sending import Sent, send
from builder.deliver.smtp.login import PASSWORD as PASSWORD_VARIABLE
from builder.deliver.smtp.login import USER as USER_VARIABLE
from builder.deliver.smtp.login import Login
from builder.machine.signals import Ended, ended_by_signals
from tests.conftest import ROOT
from tests.mail.certificates import Authority
from tests.mail.faulty import PASSWORD, USER, Running
from tests.mail.letters import Clock, Route, queue


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Running:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.bundle))
    return Running(tmp_path, authority.context())


def once(work: Callable[[], None]) -> Callable[[], None]:
    """Does the work the first time only."""
    left = [work]
    return lambda: left.pop()() if left else None


def states(folder: Path) -> list[str]:
    with Ledger.open(folder) as ledger:
        return [state for (state,) in ledger.book.rows("SELECT state FROM mail ORDER BY number")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_mail_it_is_at_comes_to_its_end(
    server: Running, tmp_path: Path, number: signal.Signals
) -> None:
    server.handler.on_data = once(lambda: os.kill(os.getpid(), number))
    sent = Sent()
    with Ledger.open(tmp_path / "outbox") as ledger:
        queue(ledger, range(1, 4))
        with server, ended_by_signals(), pytest.raises(Ended):
            send(ledger, Route(server.port), Login(USER, PASSWORD), clock=Clock(), sent=sent)
    assert (sent.accepted, sent.left) == (1, 2)
    assert states(tmp_path / "outbox") == ["sent", "queued", "queued"]
    assert len(server.handler.noted("accepted")) == 1


def test_asked_twice_it_breaks_off(server: Running, tmp_path: Path) -> None:
    """The server has no more than the beginning of the mail, and waits for the rest."""
    broken = threading.Event()

    def twice() -> None:
        for _ in range(2):
            os.kill(os.getpid(), signal.SIGINT)
            # So that both are seen: Python tells of signals of one kind that come at once once.
            broken.wait(0.2)

    server.handler.on_data = once(twice)
    with Ledger.open(tmp_path / "outbox") as ledger:
        queue(ledger, range(1, 4))
        with server:
            with ended_by_signals(), pytest.raises(Ended):
                send(ledger, Route(server.port), Login(USER, PASSWORD), clock=Clock())
            broken.set()
            sent = send(ledger, Route(server.port), Login(USER, PASSWORD), clock=Clock())
    assert sent.accepted == 3
    assert states(tmp_path / "outbox") == ["sent"] * 3
    assert len({line["id"] for line in server.handler.noted("accepted")}) == 3
    assert len(server.handler.noted("accepted")) == 3


def started(folder: Path, port: int) -> subprocess.Popen[str]:
    """A process that sends."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.mail.sender", str(folder), str(port)],
        env={**os.environ, USER_VARIABLE: USER, PASSWORD_VARIABLE: PASSWORD}, cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_of_two_processes_one_sends(server: Running, tmp_path: Path) -> None:
    """The other says so; the first is held at its first mail until it has."""
    go_on = threading.Event()
    server.handler.on_data = once(lambda: void(go_on.wait(30)))
    with Ledger.open(tmp_path / "outbox") as ledger:
        queue(ledger, range(1, 10), time.time())
    with server:
        both = [started(tmp_path / "outbox", server.port) for _ in range(2)]
        by_pid = {process.pid: process for process in both}
        early = by_pid.pop(os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT).si_pid)  # type: ignore[union-attr]
        assert early.communicate()[1].count("another command sends from this folder already") == 1
        assert early.returncode == 3
        with Ledger.open(tmp_path / "outbox") as ledger:  # looking and queueing go on meanwhile
            queue(ledger, range(10, 12), time.time())
        go_on.set()
        [late] = by_pid.values()
        told = late.communicate()
        assert told[0].count(" sent 250") == 11, told
    assert len(server.handler.noted("accepted")) == 11


def void(_: object) -> None:
    """For what is done for its effect alone."""


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux")
def test_a_full_disk_stops_it_before_the_mail_is_whole(server: Running, tmp_path: Path) -> None:
    """From the moment the server asks for the message, the sender can write no file."""
    folder, pids = tmp_path / "outbox", list[int]()
    ready = threading.Event()

    def fill() -> None:
        ready.wait()
        resource.prlimit(pids[0], resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    server.handler.on_data = fill
    with Ledger.open(folder) as ledger:
        queue(ledger, range(1, 4), time.time())
    with server:
        process = started(folder, server.port)
        pids.append(process.pid)
        ready.set()
        out, told = process.communicate()
    assert (process.returncode, out, told.count("\n")) == (3, "", 1)
    assert "the ledger cannot be" in told
    assert server.handler.noted("seen") == []
    assert states(folder) == ["sending", "queued", "queued"]
