"""What becomes of mails on a server that refuses, puts off, hangs up and loses answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from builder.deliver.ledger.ledger import Ledger
from builder.deliver.sending import Event, Sent, send
from builder.deliver.smtp.connecting import Stopped
from builder.deliver.smtp.login import Login
from builder.deliver.smtp.route import Patience
from tests.mail.bad import Doorkeeper
from tests.mail.certificates import Authority
from tests.mail.faulty import PASSWORD, USER, Plan, Running
from tests.mail.letters import NOW, Clock, Route, address, letter, mailing, queue
from tests.mail.odd import OddServer

LOGIN = Login(USER, PASSWORD)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def trusts(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.bundle))


Serve = Callable[..., Running]


@pytest.fixture
def serve(tmp_path: Path, authority: Authority) -> Iterator[Callable[..., Running]]:
    running: list[Running] = []

    def start(plan: Plan = lambda address, attempt: "", **more: object) -> Running:
        server = Running(tmp_path, authority.context(), plan, **more)  # type: ignore[arg-type]
        running.append(server.__enter__())
        return server

    yield start
    for server in running:
        server.__exit__(None, None, None)


@contextmanager
def ledger_of(folder: Path, count: int) -> Iterator[Ledger]:
    with Ledger.open(folder / "outbox") as ledger:
        queue(ledger, range(1, count + 1))
        yield ledger


def states(ledger: Ledger) -> list[str]:
    return [state for (state,) in ledger.book.rows("SELECT state FROM mail ORDER BY number")]


def first(fault: str) -> Plan:
    """The fault at the first attempt of the first row, and none after."""
    return lambda address, attempt: fault if ".1@" in address and attempt == 1 else ""


def test_all_are_accepted_over_one_login(serve: Serve, tmp_path: Path) -> None:
    server = serve()
    with ledger_of(tmp_path, 5) as ledger:
        sent = send(ledger, Route(server.port), LOGIN, clock=Clock())
        assert (sent.accepted, sent.left, sent.next_at) == (5, 0, None)
        assert states(ledger) == ["sent"] * 5
        rows = ledger.book.rows("SELECT message_id, address, sha256 FROM mail")
    accepted = server.handler.noted("accepted")
    assert [(a["id"], a["to"], a["sha256"]) for a in accepted] == rows
    assert server.handler.logins == 1
    assert {command for command in server.handler.commands if command.startswith("EHLO")} == {
        "EHLO [127.0.0.1]"
    }


@pytest.mark.parametrize(
    ("fault", "state", "said", "accepted"),
    [
        ("450", "queued", "450", 0),
        ("451", "queued", "451", 0),
        ("421", "queued", "421", 0),
        ("550", "failed", "550 5.1.1", 0),
        ("552", "failed", "552 5.1.1", 0),
        ("end 451", "queued", "451 4.7.1", 0),
        ("end 421", "queued", "421 4.7.1", 0),
        ("end 554", "failed", "554 4.7.1", 0),
        ("drop at data", "queued", "", 0),
        ("drop at end", "in_doubt", "", 0),
        ("drop accepted", "in_doubt", "", 1),
        ("slow", "sent", "250 2.0.0", 1),
        ("close after", "sent", "250 2.0.0", 1),
    ],
)
def test_each_fault_reaches_one_mail_alone(
    serve: Serve, tmp_path: Path, fault: str, state: str, said: str, accepted: int
) -> None:
    server = serve(first(fault))
    seen: list[Event] = []
    with ledger_of(tmp_path, 3) as ledger:
        send(ledger, Route(server.port), LOGIN, clock=Clock(), told=seen.append)
        assert states(ledger) == [state, "sent", "sent"]
        assert seen[0].state == state
        assert seen[0].said.startswith(said[:3])
        if state == "queued":
            sent = send(ledger, Route(server.port), LOGIN, clock=Clock(NOW + 400))
            assert sent.accepted == 1
            accepted = 1
    first_row = [a for a in server.handler.noted("accepted") if ".1@" in a["to"]]
    assert len(first_row) == accepted
    assert len({a["sha256"] for a in server.handler.noted("seen") if ".1@" in a["to"]}) <= 1


def test_a_connection_lost_in_the_body_leaves_no_doubt(serve: Serve, tmp_path: Path) -> None:
    """A body that no buffer holds, so that its sender is told."""
    server = serve(first("drop in body"))
    with Ledger.open(tmp_path / "outbox") as ledger:
        large = mailing(1), letter(address(1), 1, ("x" * 70 + "\n") * 200_000)
        ledger.queue([large], batch="b", site="hill", domain="clinic.example", hours=48, now=NOW)
        send(ledger, Route(server.port), LOGIN, clock=Clock())
        assert states(ledger) == ["queued"]


@pytest.mark.parametrize(
    ("fault", "state"), [("silent at data", "queued"), ("silent at end", "in_doubt")]
)
def test_a_server_that_says_nothing_more(
    serve: Serve, tmp_path: Path, fault: str, state: str
) -> None:
    server = serve(first(fault))
    short = {"silent at data": {"command": 0.3}, "silent at end": {"dot": 0.3}}[fault]
    with ledger_of(tmp_path, 2) as ledger:
        send(ledger, Route(server.port), LOGIN, clock=Clock(), patience=Patience(**short))
        assert states(ledger) == [state, "sent"]


def test_greylisting_is_waited_for_if_asked(serve: Serve, tmp_path: Path) -> None:
    server, clock = serve(lambda address, attempt: "451" if attempt == 1 else ""), Clock()
    with ledger_of(tmp_path, 4) as ledger:
        sent = send(ledger, Route(server.port), LOGIN, clock=clock)
        assert (sent.accepted, sent.put_off, sent.left) == (0, 4, 4)
        assert sent.next_at is not None
        assert NOW < sent.next_at < NOW + 700
        assert send(ledger, Route(server.port), LOGIN, clock=clock, wait=True).accepted == 4
    assert clock.waited > 270


def test_several_refusals_in_a_row_mark_no_address(serve: Serve, tmp_path: Path) -> None:
    server = serve(lambda address, attempt: "550")
    sent = Sent()
    with ledger_of(tmp_path, 8) as ledger:
        with pytest.raises(Stopped, match="5 mails in a row were refused"):
            send(ledger, Route(server.port), LOGIN, clock=Clock(), sent=sent)
        assert states(ledger) == ["queued"] * 8
        assert (sent.failed, sent.left) == (0, 8)


def test_refusals_in_a_row_stop_a_run_that_went_well(serve: Serve, tmp_path: Path) -> None:
    """Wrong addresses that are not in a row do not."""
    server = serve(lambda to, attempt: "550" if int(to.split(".")[1].split("@")[0]) > 12 else "")
    with ledger_of(tmp_path, 18) as ledger:
        with pytest.raises(Stopped, match="5 mails in a row"):
            send(ledger, Route(server.port), LOGIN, clock=Clock())
        assert states(ledger) == ["sent"] * 12 + ["queued"] * 6
    server.handler.plan = lambda to, attempt: "550" if ".2@" in to or "1@" in to else ""
    with Ledger.open(tmp_path / "another") as ledger:
        queue(ledger, range(1, 30))
        assert send(ledger, Route(server.port), LOGIN, clock=Clock()).failed == 4


def test_who_is_refused_again_while_others_are_accepted_is_refused(
    serve: Serve, tmp_path: Path
) -> None:
    """The mails tried least come first, so that five wrong addresses do not bar the way."""
    bad = tuple(f".{row}@" for row in range(1, 6))
    server = serve(lambda address, attempt: "550" if any(b in address for b in bad) else "")
    with ledger_of(tmp_path, 7) as ledger:
        with pytest.raises(Stopped):
            send(ledger, Route(server.port), LOGIN, clock=Clock())
        send(ledger, Route(server.port), LOGIN, clock=Clock())
        assert states(ledger) == ["failed"] * 5 + ["sent"] * 2


def test_a_mail_that_waits_too_long_expires(serve: Serve, tmp_path: Path) -> None:
    server = serve(lambda address, attempt: "450")
    with ledger_of(tmp_path, 1) as ledger:
        sent = send(ledger, Route(server.port), LOGIN, clock=Clock(), wait=True)
        assert (sent.expired, sent.left) == (1, 0)
        assert ledger.book.rows("SELECT state, why FROM mail") == [("failed", "expired")]
    assert 20 < server.handler.attempts.total() < 60


@pytest.mark.parametrize("shift", [-90 * 86_400.0, -3600.0, 3600.0])
def test_a_clock_that_was_wrong_does_no_harm(serve: Serve, tmp_path: Path, shift: float) -> None:
    """What was put off by it until a day far away is due now."""
    server = serve(first("451"))
    with ledger_of(tmp_path, 2) as ledger:
        send(ledger, Route(server.port), LOGIN, clock=Clock(NOW))
        clock = Clock(NOW + shift)
        sent = send(ledger, Route(server.port), LOGIN, clock=clock, wait=True)
        assert sent.accepted == 1
        assert clock.waited < 2 * 3600


def test_a_message_larger_than_the_server_takes_is_not_offered(
    serve: Serve, tmp_path: Path
) -> None:
    server = serve(size=1000)
    with ledger_of(tmp_path, 6) as ledger:
        send(ledger, Route(server.port), LOGIN, clock=Clock())
        assert states(ledger) == ["failed"] * 6
    assert server.handler.attempts.total() == 0


def test_a_size_that_fits_is_told(serve: Serve, tmp_path: Path) -> None:
    server = serve()
    with ledger_of(tmp_path, 1) as ledger:
        [(size,)] = ledger.book.rows("SELECT size FROM mail")
        send(ledger, Route(server.port), LOGIN, clock=Clock())
    assert f"MAIL SIZE={size}" in server.handler.commands


def test_the_pace_is_kept(serve: Serve, tmp_path: Path) -> None:
    server, clock = serve(), Clock()
    with ledger_of(tmp_path, 6) as ledger:
        send(ledger, Route(server.port), LOGIN, clock=clock, per_minute=30, limit=5)
        assert states(ledger).count("sent") == 5
    assert clock.waited == pytest.approx(8)


def test_a_server_that_is_busy_is_asked_again_later(tmp_path: Path) -> None:
    clock, said = Clock(), b"421 4.3.2 too many of you\r\n"
    with ledger_of(tmp_path, 2) as ledger, Doorkeeper(*[said] * 5) as server:
        with pytest.raises(Stopped, match=r"the server is busy \(421\)"):
            send(ledger, Route(server.port), None, clock=clock)
        assert states(ledger) == ["queued"] * 2
    assert server.callers == 5
    assert clock.waited > 60


@pytest.mark.parametrize(
    ("greeting", "said"),
    [
        (b"554 5.7.1 not you\r\n", r"refuses the connection \(554\)"),
        (b"", "closed the connection"),
        (b"220 hello\r\n", "closed the connection"),
        (b"SSH-2.0-server\r\n", "refuses the connection|closed the connection"),
    ],
)
def test_a_server_that_does_not_want_us(tmp_path: Path, greeting: bytes, said: str) -> None:
    with ledger_of(tmp_path, 2) as ledger, Doorkeeper(greeting) as server:
        with pytest.raises(Stopped, match=said):
            send(ledger, Route(server.port), None, clock=Clock())
        assert states(ledger) == ["queued"] * 2


def test_a_sender_that_is_refused_stops_the_run(serve: Serve, tmp_path: Path) -> None:
    server = serve()
    server.handler.of_sender = "550 5.7.1"
    with ledger_of(tmp_path, 3) as ledger:
        with pytest.raises(Stopped, match=r"refuses the sender \(550 5\.7\.1\)"):
            send(ledger, Route(server.port), LOGIN, clock=Clock())
        assert states(ledger) == ["queued"] * 3
        server.handler.of_sender = "552 5.3.4"  # this one mail is too large
        assert send(ledger, Route(server.port), LOGIN, clock=Clock(), limit=1).failed == 1
        server.handler.of_sender = ""
        assert send(ledger, Route(server.port), LOGIN, clock=Clock()).accepted == 2


def test_the_name_of_the_site_is_told(serve: Serve, tmp_path: Path) -> None:
    server = serve()
    with ledger_of(tmp_path, 1) as ledger:
        send(ledger, Route(server.port, hello="mail.clinic.example"), LOGIN, clock=Clock())
    assert {c for c in server.handler.commands if c.startswith("EHLO")} == {
        "EHLO mail.clinic.example"
    }


@pytest.mark.parametrize(
    ("to", "utf8", "state", "asked"),
    [
        ("jo@ward.example", True, "sent", False),
        ("jo@xn--bcher-kva.example", True, "sent", False),
        ("jürgen@ward.example", True, "sent", True),
        ("jürgen@ward.example", False, "failed", False),
        ("jo@ward.example>, <more@x.example", True, "failed", False),
        ("jo", True, "failed", False),
    ],
)
def test_other_letters_are_asked_for_only_where_they_are(
    serve: Serve, tmp_path: Path, to: str, utf8: bool, state: str, asked: bool
) -> None:
    server = serve(utf8=utf8)
    with Ledger.open(tmp_path / "outbox") as ledger:
        mails = [(mailing(row, to), letter("jo@ward.example", row)) for row in (1,)]
        ledger.queue(mails, batch="b", site="s", domain="clinic.example", hours=48, now=NOW)
        send(ledger, Route(server.port), LOGIN, clock=Clock())
        assert states(ledger) == [state]
    assert any("SMTPUTF8" in command for command in server.handler.commands) == asked
    assert [line["to"] for line in server.handler.noted("accepted")] == [to] * (state == "sent")


def test_only_crlf_and_no_dot_alone_goes_over_the_line(serve: Serve, tmp_path: Path) -> None:
    """What comes out is what was queued: the server takes the dots away again."""
    server = serve()
    text = ".\n..\n.x\nFrom here\n\n.\n" + "w" * 990 + "\n"
    with Ledger.open(tmp_path / "outbox") as ledger:
        mails = [(mailing(1), letter(address(1), 1, text))]
        ledger.queue(mails, batch="b", site="s", domain="clinic.example", hours=48, now=NOW)
        send(ledger, Route(server.port), LOGIN, clock=Clock())
        [(digest, data)] = ledger.book.rows(
            "SELECT sha256, data FROM mail JOIN message USING (number)"
        )
    assert b"\r\n.\r\n..\r\n.x\r\n" in b"\r\n" + data
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert [line["sha256"] for line in server.handler.noted("accepted")] == [digest]


def test_trouble_in_taking_leave_changes_nothing(serve: Serve, tmp_path: Path) -> None:
    """The server has gone already when QUIT is said."""
    server = serve(first("close after"))
    with ledger_of(tmp_path, 1) as ledger:
        assert send(ledger, Route(server.port), LOGIN, clock=Clock()).accepted == 1
        assert states(ledger) == ["sent"]


def test_who_is_put_off_goes_slower_and_then_as_before(serve: Serve, tmp_path: Path) -> None:
    """Longer each time while all of us are put off; one recipient alone is not waited for long."""
    busy = {".2@": "end 451", ".3@": "end 451", ".4@": "end 451", ".6@": "450"}
    server = serve(lambda to, attempt: next((f for key, f in busy.items() if key in to), ""))
    clock, times = Clock(), list[float]()
    with ledger_of(tmp_path, 8) as ledger:
        send(
            ledger, Route(server.port, per_minute=60), LOGIN, clock=clock,
            told=lambda event: times.append(clock.now()),
        )  # fmt: skip
    steps = [round(later - before, 3) for before, later in pairwise(times)]
    assert steps == [1, 6, 11, 21, 1, 6, 1]


@pytest.mark.parametrize(
    ("says", "became"),
    [
        # what is said before it is asked is no answer to what comes next
        ({"DATA": b"354 go\r\n550 x\r\n"}, "queued"),
        ({"DATA": b"354 go\r\n250 x\r\n", "DOT": b"550 no\r\n"}, "queued"),
        ({"MAIL": b"250 ok\r\n250 ok\r\n"}, "queued"),
        # an answer to another question
        ({"DATA": b"250 ok\r\n"}, "queued"),
        ({"DATA": b"220 ok\r\n"}, "queued"),
        ({"MAIL": b"354 go\r\n"}, "queued"),
        ({"RCPT": b"354 go\r\n"}, "queued"),
        # without end, and with a number that nobody needs
        ({"RCPT": b"250-more\r\n" * 500 + b"250 ok\r\n"}, "queued"),
        ({"EHLO": b"250-odd\r\n250 SIZE " + b"9" * 500 + b"\r\n"}, "sent"),
        ({}, "sent"),
    ],
)
def test_a_server_that_says_odd_things(
    authority: Authority, tmp_path: Path, says: dict[str, bytes], became: str
) -> None:
    with ledger_of(tmp_path, 2) as ledger, OddServer(authority.context(), says) as server:
        route = Route(server.port, security="tls")
        sent = send(ledger, route, None, clock=Clock(), patience=Patience(5, 5, 5))
        assert states(ledger) == [became] * 2
        assert sent.accepted == (server.accepted if became == "sent" else 0)
        assert server.accepted == (2 if became == "sent" else 0)
