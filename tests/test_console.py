"""What a command prints, on every console there is: the right exit code, and no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, topic_of

ENCODINGS = ["cp1252", "gbk", "ascii:strict", "utf-16"]
HEART = "no font has this character: "
PROBLEM = "error[missing-glyph]: no font has this character: "


@pytest.fixture
def hearts(folder: Path) -> Path:
    """A project with one mistake, whose message has signs of many letters in it."""
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(topic_of("- paragraph: Rest \u2764 now … \U0001f600 é.\n"), "utf-8")
    return folder


def run(
    folder: Path, *arguments: str, redirected: str = "", **env: str
) -> subprocess.CompletedProcess[bytes]:
    """A command as a shell starts it, with its streams redirected."""
    command = [sys.executable, "-m", "builder", "-C", str(folder), *arguments]
    shell = ["bash", "-c", f'set -o pipefail; "$0" "$@" {redirected}', *command]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1780272000", **env}
    done = subprocess.run(shell, capture_output=True, cwd=ROOT, env=environment, check=False)
    for told in (done.stdout, done.stderr):
        assert b"Traceback" not in told.replace(b"\0", b""), told
        assert b"ignored" not in told, told
    return done


@pytest.mark.share(3)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_a_console_has_no_letter_for(hearts: Path, encoding: str) -> None:
    done = run(hearts, "check", PYTHONIOENCODING=encoding)
    text = done.stdout.decode(encoding.partition(":")[0])
    assert (done.returncode, PROBLEM in text) == (1, True)
    assert HEART in text
    assert ("❤" in text) or ("\\u2764" in text)


@pytest.mark.share(3)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_a_console_has_no_letter_for_is_in_the_data(hearts: Path, encoding: str) -> None:
    data = run(hearts, "check", "--format", "json", PYTHONIOENCODING=encoding)
    rows = json.loads(data.stdout.decode(encoding.partition(":")[0]))
    assert HEART + "❤ (U+2764, HEAVY BLACK HEART)" in [row["message"] for row in rows]


def test_a_machine_without_any_settings(hearts: Path) -> None:
    done = run(hearts, "check", PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0", LANG="no_NO")
    assert (done.returncode, HEART in done.stdout.decode("ascii")) == (1, True)
    assert run(hearts, "build", TZ=":/dev/zero").returncode == 1


REDIRECTED = ["<&-", ">&-", "2>&-", ">&- 2>&- <&-", "2>/dev/full", "| true"]
COMMANDS = {"build": 1, "find rest": 0, "chek": 2}


@pytest.mark.share(3)
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("redirected", REDIRECTED)
def test_streams_that_nobody_reads(hearts: Path, redirected: str, command: str) -> None:
    """What was printed is lost; what was found is not."""
    done = run(hearts, *command.split(), redirected=redirected)
    assert done.returncode == COMMANDS[command], done


def test_output_that_cannot_be_written(hearts: Path) -> None:
    """Somebody wants it, and does not get it: the machine is in the way."""
    for arguments in (["check"], ["--help"]):
        done = run(hearts, *arguments, redirected="> /dev/full")
        line = b"handouts: the output: cannot be written: No space left on device\n"
        assert (done.returncode, done.stderr) == (3, line), arguments
    assert run(hearts, "check", redirected="> /dev/full 2>&1").returncode == 3


def test_nobody_is_there_to_answer(folder: Path) -> None:
    question = ["approve", "case", "--role", "nurse", "--name", "A. N."]
    for redirected in ("<&-", "<&- >&- 2>&-"):
        assert run(folder, *question, redirected=redirected).returncode == 1
    assert not list((folder / "handouts").glob("approvals/*.yaml"))


def test_a_file_name_is_shown_in_one_line(folder: Path) -> None:
    out = folder / "a\nb\udc80c"
    out.write_text("a file where a folder must be", "utf-8")
    done = run(folder, "build", "--out", str(out / "dist"))
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)
    assert rb"a\nb\udc80c" in done.stderr
