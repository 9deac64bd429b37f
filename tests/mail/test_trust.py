"""Servers that must not be trusted: none of them hears a login or a line of a mail."""

from __future__ import annotations

import base64
import ssl
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.deliver.ledger.ledger import Ledger
from builder.deliver.ledger.mailing import State
from builder.deliver.sending import send
from builder.deliver.smtp.connecting import Stopped
from builder.deliver.smtp.login import Login
from tests.mail.bad import BadServer
from tests.mail.certificates import Authority
from tests.mail.faulty import PASSWORD, USER, Running
from tests.mail.letters import Clock, Route, queue


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.bundle))
    return made


def old(authority: Authority) -> ssl.SSLContext:
    """TLS 1.1 at most, as after somebody in between has seen to it (RFC 8996)."""
    context = authority.context()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def stranger(authority: Authority) -> ssl.SSLContext:
    folder = authority.bundle.parent / "stranger"
    folder.mkdir()
    return Authority(folder).context()


BAD: dict[str, tuple[Callable[[Authority], ssl.SSLContext | None], bool, str]] = {
    "expired": (lambda known: known.context(expired=True), True, "certificate has expired"),
    "of another name": (lambda known: known.context("mail.example"), True, "[Hh]ostname mismatch"),
    "of nobody we know": (stranger, True, "unable to get local issuer|self.signed"),
    "without encryption": (lambda known: None, False, "offers no encryption"),
    "of an old protocol": (old, True, "there is no encryption with it"),
}


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_server_hears_nothing(
    authority: Authority, tmp_path: Path, name: str, security: str
) -> None:
    make, offers, said = BAD[name]
    wrapped = security == "tls"
    if wrapped and name == "without encryption":
        said = "there is no encryption with it"
    with Ledger.open(tmp_path / "outbox") as ledger:
        queue(ledger, range(1, 3))
        with BadServer(make(authority), wrapped=wrapped, offers=offers) as server:
            route = Route(server.port, security=security)
            with pytest.raises(Stopped, match=said) as raised:
                send(ledger, route, Login(USER, PASSWORD), clock=Clock())
        assert ledger.count(State.QUEUED) == 2
    assert raised.value.filename == f"localhost:{server.port}"
    secret = [PASSWORD.encode(), USER.encode(), base64.b64encode(PASSWORD.encode()), b"AUTH"]
    assert not [each for each in [*secret, b"MAIL", b"canar"] if each in server.heard]


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_good_server_is_trusted(authority: Authority, tmp_path: Path, wrapped: bool) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        queue(ledger, range(1, 3))
        with Running(tmp_path, authority.context(), wrapped=wrapped) as server:
            route = Route(server.port, security="tls" if wrapped else "starttls")
            assert send(ledger, route, Login(USER, PASSWORD), clock=Clock()).accepted == 2


@pytest.mark.parametrize(
    ("asks", "given", "said"),
    [
        (True, Login(USER, "canary-wrong"), r"the login was refused \(535\)"),
        (True, None, "the server asks for a login"),
        (False, Login(USER, PASSWORD), "the server takes no login"),
    ],
)
def test_a_wrong_login_stops_the_run(
    authority: Authority, tmp_path: Path, asks: bool, given: Login | None, said: str
) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        queue(ledger, range(1, 3))
        running = Running(tmp_path, authority.context(), asks=asks)
        with running as server, pytest.raises(Stopped, match=said) as raised:
            send(ledger, Route(server.port), given, clock=Clock())
        assert ledger.count(State.QUEUED) == 2
    chain: BaseException | None = raised.value
    while chain:
        assert "canary" not in str(chain)
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
    assert not [c for c in server.handler.commands if c.startswith("MAIL")]


def test_a_server_that_asks_for_no_login_gets_none(authority: Authority, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        queue(ledger, range(1, 3))
        with Running(tmp_path, authority.context(), asks=False) as server:
            assert send(ledger, Route(server.port), None, clock=Clock()).accepted == 2
    assert server.handler.logins == 0


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "outbox") as ledger:
        queue(ledger, range(1, 2))
        with pytest.raises(Stopped, match="cannot be reached: Connection refused"):
            send(ledger, Route(1), None, clock=Clock())
        assert ledger.count(State.QUEUED) == 1
