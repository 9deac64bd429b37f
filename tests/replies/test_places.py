"""Where what is about a person is written: in a new place, whole, and in nobody's way."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from tests.replies.test_answers import Clinic, clinic
from tests.replies.test_summary_page import filled
from tests.test_question_sheet import ward

__all__ = ["clinic", "ward"]
LIES: dict[str, Callable[[Path, Path], object]] = {
    "file": lambda place, reply: place.write_bytes(b"of another person"),
    "link": lambda place, reply: place.hardlink_to(reply),
    "symlink": lambda place, reply: place.symlink_to(reply),
    "dangling": lambda place, reply: place.symlink_to(place.parent / "nothing"),
    "pipe": lambda place, reply: os.mkfifo(place),
    "folder": lambda place, reply: place.mkdir(),
}
HANDOUTS = (sys.executable, "-m", "builder")


def mode(place: Path) -> int:
    return stat.S_IMODE(place.stat().st_mode)


@pytest.mark.parametrize("what", LIES)
def test_a_summary_takes_the_place_of_nothing(clinic: Clinic, what: str) -> None:
    file, out = clinic.put("a.pdf", filled(clinic)), clinic.folder / "sum.pdf"
    LIES[what](out, file)
    before = out.lstat()
    run = clinic.answers(file, code=2, more=f"--summary {out}")
    assert "something lies there already" in run.stderr
    assert (out.lstat().st_ino, out.lstat().st_size) == (before.st_ino, before.st_size)
    assert file.read_bytes() == filled(clinic)


@pytest.mark.parametrize("out", ["/dev/null", "dist/sum.pdf", "nothing/sum.pdf"])
def test_where_no_summary_can_be(clinic: Clinic, out: str) -> None:
    (clinic.folder / "dist").mkdir()
    asked = ["-C", str(clinic.folder), "answers", str(clinic.put("a.pdf", filled(clinic)))]
    run = CliRunner().invoke(main, [*asked, "--summary", str(clinic.folder / out)])
    assert run.exit_code in (2, 3)
    assert ".part-" not in run.stderr
    assert [*(clinic.folder / "dist").iterdir()] == []


def test_a_name_is_told_in_one_line(clinic: Clinic) -> None:
    file, out = clinic.put("a.pdf", filled(clinic)), clinic.inbox / "a\n\u202eb.pdf"
    asked = ["-C", str(clinic.folder), "answers", str(file), "--summary", str(out)]
    run = CliRunner().invoke(main, asked)
    assert run.exit_code == 0
    assert r"a\n\u202eb.pdf: 1 page" in run.stderr


def questions(folder: Path, out: str, *, code: int, inside: Path) -> str:
    asked = ("-C", str(folder), "questions", "case", "--add", "Why?", "--out", out)
    run = subprocess.run(
        [*HANDOUTS, *asked], cwd=inside, capture_output=True, text=True, check=False
    )
    assert run.returncode == code, run.stderr
    return run.stderr


@pytest.mark.share(3)
@pytest.mark.parametrize("out", [".", "", "dist", "..", "../full", "../link"])
def test_a_folder_that_is_there_is_left_as_it_is(ward: Path, tmp_path: Path, out: str) -> None:
    full, here = ward.parent / "full", ward
    for each in (full, here / "dist"):
        each.mkdir()
        (each / "of-others.txt").write_text("x", "utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    (ward.parent / "link").symlink_to(empty, target_is_directory=True)
    folders = (here, here.parent, full, here / "dist", empty)
    for each in folders:
        each.chmod(0o755)
    questions(here, out, code=1 if out in ("../full", "../link") else 2, inside=here)
    assert [mode(each) for each in folders] == [0o755] * len(folders)


def test_a_new_or_empty_folder_is_made_private(ward: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o755)
    for out in (empty, tmp_path / "new"):
        questions(ward, str(out), code=0, inside=tmp_path)
        assert mode(out) == 0o700
        assert sorted(each.name for each in out.iterdir()) == [
            "case.large-print.pdf", "case.standard.pdf",
        ]  # fmt: skip


def test_all_editions_are_whole_or_there_is_none(ward: Path, tmp_path: Path) -> None:
    questions(ward, str(tmp_path / "good"), code=0, inside=tmp_path)
    sizes = sorted(each.stat().st_size for each in (tmp_path / "good").iterdir())
    limit = (sizes[0] + sizes[-1]) // 2  # one of the editions is not too long
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    asked = ["-C", str(ward), "questions", "case", "--add", "Why?"]
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        run = CliRunner().invoke(main, [*asked, "--out", str(tmp_path / "cut")])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert run.exit_code == 3, run.output
    assert [*(tmp_path / "cut").iterdir()] == []


def test_a_pipe_is_no_reply(clinic: Clinic) -> None:
    clinic.inbox.mkdir()
    os.mkfifo(clinic.inbox / "a.pdf")
    run = clinic.answers(clinic.inbox / "a.pdf", code=1)
    assert "unreadable-file]: the file cannot be read: it is no plain file" in run.stderr
