"""What the printers of a real print server can do, and what is said where there is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from tests.printing.cups import Cups, cups, needs_cups


@pytest.fixture(scope="module")
def server() -> Iterator[Cups]:
    with cups() as running:
        yield running


@pytest.fixture
def asked(server: Cups, monkeypatch: pytest.MonkeyPatch) -> Cups:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return server


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["printers", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return result


@needs_cups
def test_each_printer_says_what_it_can_do(asked: Cups) -> None:
    said = run().output
    assert (
        "Office (default)  Test Office\n  state   idle\n"
        "  paper   Letter, A4, A5\n"
        "  trays   tray-1, tray-2\n"
        "  colour  yes; both sides: yes; staple: staple-top-left, staple\n" in said
    )
    assert "  colour  no; both sides: no; staple: no\n" in said
    assert "Stopped  Test Stopped\n  state   stopped, paused\n" in said
    assert "Closed  Test Closed\n  state   idle, takes no jobs\n" in said


@needs_cups
def test_a_machine_is_told_the_same(asked: Cups) -> None:
    every = {each["name"]: each for each in json.loads(run("--format", "json").output)}
    office = every["Office"]
    assert office["is_default"] and office["accepting"] and office["colour"]
    assert office["sides"] == ["one-sided", "two-sided-long-edge", "two-sided-short-edge"]
    assert [each["name"] for each in office["papers"]][:2] == [
        "na_letter_8.5x11in",
        "iso_a4_210x297mm",
    ]
    assert every["Simple"]["sides"] == ["one-sided"]
    assert not every["Closed"]["accepting"]


@needs_cups
@pytest.mark.parametrize("where", ["port", "socket", "file", "version"])
def test_the_server_is_the_one_that_cups_would_ask(
    where: str, asked: Cups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By CUPS_SERVER in all its forms, and by `ServerName` in client.conf."""
    name = f"127.0.0.1:{asked.port}"
    if where == "file":
        (tmp_path / "client.conf").write_text(f"# ours\nservername {name}\n", "utf-8")
        monkeypatch.delenv("CUPS_SERVER")
        monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
        monkeypatch.setenv("CUPS_SERVERROOT", str(tmp_path))
    else:
        forms = {"socket": str(asked.root / "run/socket"), "version": f"{name}/version=1.1"}
        monkeypatch.setenv("CUPS_SERVER", forms.get(where, name))
    assert "Office (default)" in run().output


@needs_cups
def test_the_usual_printer_is_the_one_that_lp_would_take(
    asked: Cups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRINTER", "Odd")
    assert "Odd (default)" in run().output
    monkeypatch.setenv("LPDEST", "Simple/draft")
    assert "Simple (default)" in run().output


@needs_cups
def test_an_encrypted_line_is_to_a_server_that_is_known(
    asked: Cups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server makes itself a certificate, which holds only where somebody says so."""
    monkeypatch.setenv("CUPS_SERVER", f"localhost:{asked.port}")
    monkeypatch.setenv("CUPS_ENCRYPTION", "Required")
    result = run()
    assert result.exit_code == 3
    assert "its certificate is not to be trusted" in result.output
    (certificate,) = (asked.root / "etc/ssl").glob("*.crt")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert "Office (default)" in run().output


def test_a_server_that_was_named_must_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    result = run()
    assert result.exit_code == 3
    assert "handouts: 127.0.0.1:1: cannot be reached: Connection refused" in result.output
