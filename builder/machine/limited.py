"""Work on what strangers send: in a process of its own that may take so much and no more.

A file made for it, or a damaged one, can ask for any time and memory. Here one
process does task after task while it is well; where one takes too much, it is
ended and the next task begins in a new one. Windows has no such limits on
memory; there only the time is watched.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from builder.machine.workers import Lost, Worker

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
SECONDS = 20  # of a processor
WAIT = 40.0  # seconds until an answer, also where others take the processors
MEMORY = 1 << 30  # bytes more than the process had
TASKS = 200  # after so many another process takes its place, for libraries keep things
PAGES = Path("/proc/self/statm")  # on Linux: how much a process has, in pages


class TooMuch(Exception):
    """A task took more time or memory than it may, or ended its process."""


class Limited:
    """One process for tasks that are not trusted. Each gives up alone.

    >>> with Limited() as limited:
    ...     limited(len, b"a reply")
    7
    """

    def __init__(self) -> None:
        self._worker, self._done = Worker(), 0

    def __enter__(self) -> Limited:
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def __call__(
        self, work: Callable[Asked, Made], /, *args: Asked.args, **named: Asked.kwargs
    ) -> Made:
        """What `work` makes. Raises what it raises; TooMuch where it takes too much."""
        if self._done >= TASKS:
            self._end()
        self._done += 1
        self._worker.start()
        try:
            made: Made = self._worker.answer((_bounded, (SECONDS, work, args, named), {}), WAIT)
        except (Lost, MemoryError, RecursionError):
            self._end()
            raise TooMuch from None
        return made

    def _end(self) -> None:
        self._worker.kill()
        self._worker.join()
        self._done = 0


def _bounded(seconds: int, work: Callable[..., Made], arguments: Any, named: Any) -> Made:
    """Does it within so many seconds of a processor.

    The limits are set anew for each task, as this process has worked before.
    """
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)
        _limit(resource.RLIMIT_AS, _memory() + MEMORY)
    return work(*arguments, **named)


def _limit(which: int, most: int) -> None:
    with suppress(ValueError, OSError):  # a lower one was set for all processes, or there is none
        resource.setrlimit(which, (most, resource.getrlimit(which)[1]))


def _memory() -> int:
    """The bytes of address space of this process; 0 where nobody tells."""
    try:
        with PAGES.open() as told:
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
