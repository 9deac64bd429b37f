"""A Dask cluster on this machine, of processes that can be killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

from builder.machine.crew import Crew
from tests.conftest import ROOT

PATIENCE = 60  # seconds, on however slow a machine
DASK = [sys.executable, "-m", "dask"]
ENV = {
    **os.environ,
    "SOURCE_DATE_EPOCH": "1780272000",  # 1 June 2026
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
}
# Put before everything else that a process loads: who dies as it touches a file, once.
SITE = """
import os, signal, sys
def hook(event, arguments):
    if event == {event!r} and any(each in str(arguments[{which}]) for each in {about!r}):
        try:
            os.unlink({mark!r})
        except OSError:
            return
        os.kill({whom}, signal.SIGKILL)
sys.addaudithook(hook)
"""


def deadly(folder: Path, event: str, which: int, about: tuple[str, ...], whom: str) -> Path:
    """Makes a folder for PYTHONPATH; while the file that is given is there, `whom` is killed."""
    folder.mkdir(parents=True)
    mark = folder / "mark"
    text = SITE.format(event=event, which=which, about=about, mark=str(mark), whom=whom)
    (folder / "sitecustomize.py").write_text(text)
    return mark


def _status(dask_worker: Any) -> str:
    """How far who starts a worker is; Dask gives it by this name."""
    return str(dask_worker.status.name)


class Dask:
    """A scheduler and its workers, as subprocesses.

    `mark` is the death of the first that looks whether an output is fresh, or writes a copy.
    """

    def __init__(self, folder: Path, port: int = 0, workers: int = 2) -> None:
        self.folder, self.said = folder, folder / "said.txt"
        aside = folder / "aside"
        self.mark = deadly(aside, "open", 0, ("/manifest.json", "/.part-"), "os.getpid()")
        self._environment = {**ENV, "PYTHONPATH": f"{aside}:{ROOT}"}
        where = ["--host", "127.0.0.1", "--port", str(port)]
        self.scheduler = self._started("scheduler", *where, stderr=subprocess.PIPE)
        self.port = self._heard(rb"tcp://127\.0\.0\.1:(\d+)")
        self.url = f"dask://127.0.0.1:{self.port}"
        where = [self.url[7:], "--local-directory", str(folder)]
        with self.said.open("wb") as said:
            count = ["--nworkers", str(workers), "--nthreads", "1"]
            self.workers = self._started("worker", *where, *count, stderr=said) if workers else None
        if workers:
            self._wait_for(workers)

    def _started(self, *arguments: str, stderr: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*DASK, *arguments, "--no-dashboard"], env=self._environment, cwd=self.folder,
            start_new_session=True, stdout=subprocess.DEVNULL, stderr=stderr,
        )  # fmt: skip

    def _wait_for(self, workers: int) -> None:
        """Waits until all are there, and those that start them anew are done with it.

        Who starts a worker gives up, and all of them with it, when that dies before it is told
        that the worker is there; a test that kills at once would have none from then on.
        """
        from distributed import Client  # slow to load, and all tests are collected

        with Client(self.url[7:], timeout=PATIENCE) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)
            until = monotonic() + PATIENCE
            while [*client.run(_status, nanny=True).values()] != ["running"] * workers:
                assert monotonic() < until, self.said.read_text("utf-8")

    def _heard(self, pattern: bytes) -> int:
        """The number that the scheduler tells; what it says after that is put aside."""
        pipe = self.scheduler.stderr
        assert pipe
        number = next(int(found[1]) for line in pipe if (found := re.search(pattern, line)))
        self._rest: list[bytes] = []
        self._listens = Thread(target=lambda: self._rest.extend(pipe))
        self._listens.start()
        return number

    def crew(self) -> Crew:
        return Crew.at(self.url)

    def end(self) -> str:
        """Ends all of it; gives what they all said."""
        for process in (self.workers, self.scheduler):
            if process:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._listens.join()
        assert self.scheduler.stderr
        self.scheduler.stderr.close()
        return b"".join((*self._rest, self.said.read_bytes())).decode()
