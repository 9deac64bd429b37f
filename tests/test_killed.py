"""A build that is killed, and two at once: no file is half, none is lost, none is unknown."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builder.machine.disk import alone
from builder.outputs.manifest import Manifest
from tests.conftest import ROOT
from tests.share import Share

ENV = {**os.environ, "SOURCE_DATE_EPOCH": "1780272000"}  # 1 June 2026
CASE = ["case/case.html", "case/case.standard.pdf"]
OTHER = ["other/other.html", "other/other.standard.pdf"]
STEP = 10  # every so many moments are tried here, and all by `make proofs`


@pytest.fixture
def two(folder: Path) -> Path:
    """A project with the handouts `case` and `other`."""
    text = (folder / "handouts/case.yaml").read_text("utf-8")
    (folder / "handouts/other.yaml").write_text(text.replace("handout: case", "handout: other"))
    return folder


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "builder", "-C", str(folder), *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=ROOT, env=ENV)


def build(folder: Path, *arguments: str) -> None:
    done = started(folder, "build", *arguments)
    assert done.communicate()[1].endswith("up to date\n")
    assert done.returncode == 0


def files(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "dist/manifest.json").read_bytes())["files"]
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_every_moment(two: Path, some: Share) -> None:
    """The next build repairs; what was withdrawn meanwhile is taken out, in either version."""
    step = 1 if some.whole else STEP
    build(two)
    topic = two / "sources/topics/case.yaml"
    topic.write_text(topic.read_text("utf-8").replace("One short", "One other"), "utf-8")
    command = [sys.executable, "-m", "tests.killed", str(two), str(some.turn % step), str(step)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=ENV, check=True)
    rows = json.loads(done.stdout)
    digests = rows[-2]["digests"]
    assert len(rows) * step > 60
    assert {row["killed"] for row in rows[:-2]} == {-signal.SIGKILL}
    for row in rows:
        paths = CASE if row["withdrawn"] else [*CASE, *OTHER]
        whole = [".found.json", *sorted([*paths, "manifest.json"])]
        shelved = [path for path in row["state"] if path.startswith("index")]
        left = [path for path in row["state"] if path not in shelved]
        assert (row["after"], row["noted"], left) == (0, paths, whole), row
        assert row["state"] == rows[-1 if row["withdrawn"] else -2]["state"]
        assert len(shelved) == len(paths) // 2 + 2  # a picture for each leaflet
        assert row["digests"] == digests[: len(paths)], row


def test_two_builds_wait_for_each_other(two: Path) -> None:
    """Both keep what they wrote in the manifest, and say that they wait."""
    (two / "dist").mkdir()
    with alone(two / "dist", lambda: None):
        both = [started(two, "build", name, "--edition", "standard") for name in ("case", "other")]
        for process in both:
            assert process.stderr
            line = process.stderr.readline()
            assert line == f"handouts: waiting for another command that writes to '{two}/dist'\n"
    for process in both:
        process.communicate()
        assert process.returncode == 0
    assert [each["path"] for each in files(two)] == [CASE[1], OTHER[1]]
    assert not (two / "dist/.lock").exists()


def test_a_review_waits_for_another(two: Path) -> None:
    (two / "dist/review").mkdir(parents=True)
    with alone(two / "dist/review", lambda: None):
        process = started(two, "review", "case")
        assert process.stderr
        assert "waiting for another command" in process.stderr.readline()
        build(two)  # which has a folder of its own
    assert process.communicate()[1] == ""
    assert process.returncode == 0


def test_a_folder_that_was_not_there_is_not_left_empty(two: Path) -> None:
    shutil.rmtree(two / "sources/topics")
    process = started(two, "build")
    process.communicate()
    assert process.returncode == 1
    assert not (two / "dist").exists()


def test_a_damaged_journal_is_as_good_as_none(two: Path) -> None:
    build(two)
    journal = two / "dist/.manifest.journal"
    good = json.dumps(files(two)[0]).encode()
    for line in (b"[" * 100_000, b"\xff\0", b"]}, {", good[:-5], good + good, b"null"):
        journal.write_bytes(line + b"\n" + good + b"\n" + line)
        noted = Manifest(two / "dist")
        assert sorted(noted.entries) == [*CASE, *OTHER]
        noted.save()
        assert not journal.exists()


# Put before everything else a process loads: it sends itself a signal at a moment Python tells of.
SITE = """
import multiprocessing, os, signal, sys
def hook(event, arguments):
    at = event, str(arguments[0]) if arguments else ""
    mine = (multiprocessing.parent_process() is not None) == {worker}
    if mine and at[0] == {event!r} and at[1].endswith({about!r}):
        {kill}
sys.addaudithook(hook)
"""
DRAWS = {"worker": True, "event": "import", "about": "builder.paper.render"}
WRITES = {"worker": False, "event": "open", "about": ".manifest.journal"}


def ends_itself(project: Path, **moment: object) -> tuple[int, str]:
    """Builds with two workers; the exit code and what was told, once all processes are gone.

    The pipe has no end before the last process that holds it does.
    """
    aside = project.parent / "site"
    aside.mkdir()
    (aside / "sitecustomize.py").write_text(SITE.format(**moment))
    command = [sys.executable, "-m", "builder", "-C", str(project), "build", "--jobs", "2"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT,
        env={**ENV, "PYTHONPATH": str(aside)}, start_new_session=True,
    )  # fmt: skip
    told = process.communicate(timeout=300)[0]
    return process.returncode, told


def test_a_worker_that_is_killed(two: Path) -> None:
    """As when there is no memory: it says what, and what was drawn before is kept."""
    lines = (
        "handouts: a process that draws was ended; what it was at is done again\n"
        "handouts: case, other: a process that draws was ended each time; "
        "there may be too little memory (try '--jobs 1')\n"
    )
    kill = "os.kill(os.getpid(), signal.SIGKILL)"
    assert ends_itself(two, kill=kill, **DRAWS) == (3, lines)
    assert not list((two / "dist").rglob(".part-*"))
    build(two)
    assert [each["path"] for each in files(two)] == [*CASE, *OTHER]


def test_workers_do_not_outlive_a_build_that_is_killed(two: Path) -> None:
    kill = "os.kill(os.getpid(), signal.SIGKILL)"
    assert ends_itself(two, kill=kill, **WRITES) == (-signal.SIGKILL, "")
    build(two)


@pytest.mark.parametrize(("name", "word"), [("INT", "interrupted"), ("TERM", "stopped")])
def test_a_build_that_is_asked_to_stop(two: Path, name: str, word: str) -> None:
    """Ctrl-C goes to all processes of a terminal; only one of them says so."""
    number = getattr(signal, f"SIG{name}")
    ask = f"os.killpg(0, {number:d})" if name == "INT" else f"os.kill(os.getpid(), {number:d})"
    assert ends_itself(two, kill=ask, **WRITES) == (128 + number, f"handouts: {word}\n")
    left = sorted(path.name for path in (two / "dist").rglob("*") if path.is_file())
    assert left in ([], [".manifest.journal"])
    build(two)
