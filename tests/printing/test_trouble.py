"""Whatever breaks on the way to a printer: one clear line, and a leaflet is printed once or not."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.deliver.printing.exchange import Line, Patience, Unsure
from builder.deliver.printing.ipp import Operation
from builder.deliver.printing.printserver import SOCKETS, PrintServer
from tests.mail.listening import Listening
from tests.printing.breaking import Breaking
from tests.printing.clinic import clinic, run, server
from tests.printing.cups import Cups, needs_cups

__all__ = ["clinic", "server"]
# Which caller asks for what: the printers, the usual one, a job, its file, how it is, that it ends.
MAKES, SENDS, LOOKS = 3, 4, 5


@needs_cups
@pytest.mark.parametrize(
    ("how", "exit_code", "says", "files"),
    [
        ({"lost": [MAKES]}, 3, "the server broke off; nothing was sent", 0),
        ({"unanswered": [MAKES]}, 3, "the server broke off; nothing was sent", 0),
        ({"lost": [SENDS]}, 3, "the server broke off; nothing was sent", 0),
        ({"unanswered": [SENDS]}, 0, "sent as job", 1),
        ({"dead": SENDS}, 3, "prints: look before you print again", 0),
        ({"dead": MAKES}, 3, "the server broke off; nothing was sent", 0),
        ({"dead": 1}, 3, "the server broke off", 0),
    ],
    ids=["no job", "unknown job", "no file", "unknown file", "gone", "gone before", "never there"],
)
def test_a_line_that_breaks(
    how: dict[str, list[int]],
    exit_code: int,
    says: str,
    files: int,
    clinic: Path,
    server: Cups,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = server.files
    out = len([*(server.root / "out").glob("*.pdf")])
    with Breaking(server.port, **how) as line:  # type: ignore[arg-type]
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{line.port}")
        result = run(clinic, "print", "one", "--wait", "20")
    assert result.exit_code == exit_code, result.output
    assert says in result.output
    assert server.files - before == len([*(server.root / "out").glob("*.pdf")]) - out == files


@needs_cups
@pytest.mark.parametrize(
    ("printer", "says", "again"),
    [
        (
            "Empty",
            ": printing (media-empty-error)",
            "Empty: error[printer-stuck]: media-empty-error",
        ),
        ("Broken", ": waiting (paused, the fuser is broken)", "Broken: error[printer-stopped]"),
    ],
)
def test_a_printer_with_trouble(
    printer: str, says: str, again: str, clinic: Path, server: Cups
) -> None:
    """It has the job, and nothing is said of paper that came out; it is given no other."""
    sent = "one", "--edition", "mono", "--printer", printer
    result = run(clinic, "print", *sent, "--wait", "3")
    assert result.exit_code == 3 and says in result.output
    assert "printed" not in result.output
    result = run(clinic, "print", *sent)
    assert result.exit_code == 3 and again in result.output
    assert "nothing was sent" in result.output


@pytest.mark.skipif(any(map(Path.exists, SOCKETS)), reason="a print server runs on this machine")
def test_without_a_print_server_it_says_what_it_would_send(
    clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CUPS_SERVERROOT", str(tmp_path))
    monkeypatch.setenv("IPP_PORT", "1")
    result = run(clinic, "print", "case", "--copies", "2")
    assert result.exit_code == 0
    assert "print server" in result.output
    assert "media=iso_a4_210x297mm" in result.output
    assert result.output.endswith("nothing was sent\n")
    result = run(clinic, "print", "case", "--printer", "Office")
    assert (result.exit_code, "cannot be reached" in result.output) == (3, True)


class Saying(Listening):
    """A server that answers every question with the same bytes, or with silence."""

    def __init__(self, said: bytes) -> None:
        super().__init__()
        self._said = said

    def serve(self, line: socket.socket) -> None:
        line.recv(65536)
        line.sendall(self._said)
        while not self._said and line.recv(65536):  # until the caller has enough of it
            pass


def http(status: str, body: bytes = b"") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"220 mail.example ready\r\n", "the server broke off"),
        (http("200 OK", b"<html>"), "the answer is cut short, or no IPP"),
        (
            http("200 OK", b"\2\0\0\0\0\0\0\1\4\x34\0\1c\0\0" + b"\x34\0\0\0\0" * 40),
            "collections lie in each other",
        ),
        (http("401 Unauthorized"), "the server asks for a login, which is not known here"),
        (http("426 Upgrade Required"), "there is no encryption with it"),
        (http("404 Not Found"), "the server answers with HTTP 404"),
        (http("200 OK", b"\2\0\5\2\0\0\0\1\3"), "the server is too busy"),
        (http("200 OK", b"\2\0\5\x2a\0\0\0\1\3"), "it answers with the status 0x52a"),
        (http("200 OK", b"\2\0\5\x2a\0\0\0\1\1\x41\0\x0estatus-message\0\5Tea.\n\3"), "Tea.\\n"),
    ],
    ids=[
        "mail",
        "a page",
        "endless",
        "login",
        "encryption",
        "not found",
        "busy",
        "unknown",
        "in words",
    ],
)
def test_a_server_that_answers_otherwise(
    said: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Saying(said) as line:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{line.port}")
        result = CliRunner().invoke(main, ["printers"])
        assert result.exit_code == 3, result
        assert result.output.startswith(f"handouts: 127.0.0.1:{line.port}: ")
        assert told in result.output and result.output.count("\n") == 1


@pytest.mark.parametrize("name", ["no host", "a\nb", "x" * 300, "nobody.invalid", "/no/socket"])
def test_a_server_that_cannot_be(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", name)
    result = CliRunner().invoke(main, ["printers"])
    assert result.exit_code == 3, result
    assert "cannot be reached: " in result.output and result.output.count("\n") == 1


def test_a_server_that_is_silent() -> None:
    with Saying(b"") as silent:
        line = Line(PrintServer("127.0.0.1", silent.port), Patience(reply=0.2))
        with pytest.raises(Unsure, match="the server does not answer"):
            line.ask(Operation.CUPS_GET_PRINTERS)
