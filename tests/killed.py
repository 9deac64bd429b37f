"""Kills a build at every moment at which it touches the disk, and tells what is left.

`python -m tests.killed PROJECT FIRST STEP` works on a project whose `dist` is of older words. For
each moment, or each so many of them, it copies the project, starts a build in a child that kills
itself there with SIGKILL, withdraws the handout `other` or not, and builds again.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

from builder.cli import main

# What Python tells its audit hooks of (PEP 578) just before it does it.
MOMENTS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "open", "fcntl.flock"}


def in_child(work: Callable[[], int]) -> int:
    """The exit code of some work in a process of its own; less than 0 when a signal ended it."""
    child = os.fork()
    if child == 0:
        os._exit(work())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def build(project: Path, kill_at: int | None = None) -> int:
    """Builds, and dies before the moment with that number."""
    left = count()

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        about = str(arguments[0]) if arguments else ""
        if event not in MOMENTS or (event != "fcntl.flock" and "/dist" not in about):
            return
        if next(left) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    result = CliRunner().invoke(main, ["-C", str(project), "build"])
    return 99 if result.exit_code or "it stays" in result.stderr else 0


def state(project: Path) -> list[str]:
    """The files among the outputs; a folder with nothing in it does no harm."""
    found = (path for path in (project / "dist").rglob("*") if not path.is_dir())
    return sorted(path.relative_to(project / "dist").as_posix() for path in found)


def trial(source: Path, moment: int, *, withdrawn: bool) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(source, project)
        killed = in_child(lambda: build(project, moment))
        if withdrawn:
            (project / "handouts/other.yaml").unlink()
        after = in_child(lambda: build(project))
        files = json.loads((project / "dist/manifest.json").read_bytes())["files"]
        return {
            "moment": moment, "killed": killed, "withdrawn": withdrawn, "after": after,
            "state": state(project), "noted": [each["path"] for each in files],
            "digests": [each["sha256"] for each in files],
        }  # fmt: skip


def run(source: Path, first: int, step: int) -> list[dict[str, Any]]:
    """A row for each such moment and either way; in the last two the build was over before it."""
    with TemporaryDirectory() as folder:  # so that the children need not load everything again
        CliRunner().invoke(main, ["-C", str(source), "build", "--out", folder])
    rows: list[dict[str, Any]] = []
    while not rows or rows[-1]["killed"]:
        moment = first + len(rows) // 2 * step
        rows += [trial(source, moment, withdrawn=withdrawn) for withdrawn in (False, True)]
    return rows


if __name__ == "__main__":
    json.dump(run(Path(sys.argv[1]), *map(int, sys.argv[2:])), sys.stdout)
