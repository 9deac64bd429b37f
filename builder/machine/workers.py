"""Processes that work for this one, and do not outlive it.

The pool of the standard library cannot say which process has died, waits for
all that was asked before it ends, and leaves its processes alone in the world
when this one is killed. Here each process has a pipe of its own, in which its
end is seen at once, and watches for the end of this one.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from builder.machine.garbage import seldom_sought

Given = TypeVar("Given")
Made = TypeVar("Made")
# How many things wait for each process: enough that none is ever idle.
AHEAD = 3
TASKS = Path("/proc/self/task")  # on Linux: a folder for each thread of the process


def in_order(work: Callable[[Given], Made], every: Iterable[Given], jobs: int) -> Iterator[Made]:
    """What `work` makes of each thing, in order; by so many processes, or by this one.

    They are taken as they come, a few ahead of what is given back, so that any
    number needs the same memory.
    """
    if jobs <= 1:
        yield from map(work, every)
        return
    ahead: deque[Future[Made]] = deque()
    with workers(work, jobs) as ask:
        for each in every:
            ahead.append(ask(each))
            while len(ahead) > AHEAD * jobs or (ahead and ahead[0].done()):
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


@contextmanager
def workers(work: Callable[[Given], Made], count: int) -> Iterator[Callable[[Given], Future[Made]]]:
    """`count` processes that do some work; yields what asks one of them, the next that is idle.

    Its future raises OSError when the process has died. At the end all of them are ended,
    whatever they are at.
    """
    idle: SimpleQueue[Connection] = SimpleQueue()

    def asked(given: Given) -> Made:
        pipe = idle.get()
        try:
            made: Made = _answer(pipe, given)
            return made
        finally:
            idle.put(pipe)

    processes: list[BaseProcess] = []
    threads = ThreadPoolExecutor(count)
    try:
        for _ in range(count):
            process, pipe = _started(work)
            processes.append(process)
            idle.put(pipe)
        yield lambda given: threads.submit(asked, given)
    finally:
        for process in processes:
            process.kill()
        threads.shutdown(cancel_futures=True)
        for process in processes:
            process.join()


def _answer(pipe: Connection, given: object) -> Any:
    try:
        pipe.send(given)
        made, problem = pipe.recv()
    except (EOFError, OSError):  # perhaps in the midst of an answer
        message = "a process that draws was ended; there may be too little memory (try '--jobs 1')"
        raise OSError(0, message) from None
    if problem is not None:
        raise problem
    return made


def _started(work: Callable[[Given], Made]) -> tuple[BaseProcess, Connection]:
    """A process, and our end of its pipe. Ctrl-C is for us: we end it."""
    context = _context()
    ours, its = context.Pipe()
    process = context.Process(target=_serve, args=(work, its), daemon=True)
    with _held_back():
        process.start()
    its.close()
    return process, ours


def _context() -> ForkContext | SpawnContext:
    """A copy of this process where that is safe: it has all that was loaded and read so far.

    A copy has one thread, and whatever the others held for ever; so a process with
    several, or on another system than Linux, starts new ones, which load it again.
    """
    return get_context("fork") if can_copy() else get_context("spawn")


def can_copy() -> bool:
    return sys.platform == "linux" and len([*TASKS.iterdir()]) == 1


@contextmanager
def _held_back() -> Iterator[None]:
    """A process that is started here is never told of Ctrl-C, from its first moment on."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[Given], Made], pipe: Connection) -> None:
    """Answers until nobody asks any more. What this process does with signals is its parent's."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    seldom_sought()
    with suppress(EOFError, OSError):
        while True:
            given = pipe.recv()
            answer: tuple[Made | None, Exception | None]
            try:
                answer = work(given), None
            except Exception as problem:  # it is raised where the answer is wanted
                answer = None, problem
            pipe.send(answer)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
