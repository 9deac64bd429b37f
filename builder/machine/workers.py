"""Processes that work for this one, and do not outlive it.

The pool of the standard library cannot say which process has died, waits for
all that was asked before it ends, and leaves its processes alone in the world
when this one is killed. Here each process has a pipe of its own, in which its
end is seen at once, and watches for the end of this one.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from builder.machine.garbage import seldom_sought

Given = TypeVar("Given")
Made = TypeVar("Made")
CONTEXT = get_context("spawn")


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

    processes: list[SpawnProcess] = []
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


def _started(work: Callable[[Given], Made]) -> tuple[SpawnProcess, Connection]:
    """A process, and our end of its pipe. Ctrl-C is for us: we end it."""
    ours, its = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_serve, args=(work, its), daemon=True)
    with _held_back():
        process.start()
    its.close()
    return process, ours


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
    """Answers until nobody asks any more."""
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
