"""A Dask cluster on this machine, of processes that can be killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from builder.machine.crew import Crew
from tests.conftest import ROOT

DASK = [sys.executable, "-m", "dask"]
ENV = {
    **os.environ,
    "SOURCE_DATE_EPOCH": "1780272000",  # 1 June 2026
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
}
# Put before everything else that a process loads: who dies as it touches a file.
SITE = """
import os, signal, sys
def hook(event, arguments):
    if event == {event!r} and str(arguments[{which}]).endswith({about!r}):
        try:
            os.unlink({mark!r})
        except OSError:
            return
        os.kill({whom}, signal.SIGKILL)
sys.addaudithook(hook)
"""


class Site:
    """A scheduler and two workers, as subprocesses; `mark` is the death of whoever draws next."""

    def __init__(self, folder: Path, port: int = 0, workers: int = 2) -> None:
        self.folder, self.mark = folder, folder / "mark"
        self.said = folder / "said.txt"
        aside = folder / "aside"
        aside.mkdir(parents=True)
        opens = {"event": "open", "which": 0, "about": "/manifest.json"}
        text = SITE.format(**opens, mark=str(self.mark), whom="os.getpid()")
        (aside / "sitecustomize.py").write_text(text)
        self._environment = {**ENV, "PYTHONPATH": f"{aside}:{ROOT}"}
        where = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
        self.scheduler = self._started("scheduler", *where, stderr=subprocess.PIPE)
        assert self.scheduler.stderr
        for line in self.scheduler.stderr:
            if found := re.search(rb"tcp://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                break
        self.url = f"dask://127.0.0.1:{self.port}"
        self.workers = [self._worker(workers)] if workers else []

    def _worker(self, count: int) -> subprocess.Popen[bytes]:
        where = ["--nworkers", str(count), "--nthreads", "1", "--no-dashboard"]
        place = ["--local-directory", str(self.folder)]
        with self.said.open("ab") as said:
            return self._started("worker", self.url[7:], *where, *place, stderr=said)

    def _started(self, *arguments: str, stderr: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*DASK, *arguments], env=self._environment, cwd=self.folder, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=stderr,
        )  # fmt: skip

    def crew(self) -> Crew:
        return Crew.at(self.url)

    def end(self) -> str:
        """Ends all of it; gives what they all said."""
        said = b""
        for process in (*self.workers, self.scheduler):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            said += process.communicate()[1] or b""
        return (said + self.said.read_bytes()).decode() if self.workers else said.decode()
