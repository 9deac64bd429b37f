"""Processes that work for this one, and do not outlive it, as a standard executor.

The pool of the standard library cannot say which process has died, gives up all
that was asked when one has, waits for all of it before it ends, and leaves its
processes alone in the world when this one is killed. Here each process has a
pipe of its own, in which its end is seen at once, and watches for the end of
this one.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from builder.machine.garbage import seldom_sought

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
TASKS = Path("/proc/self/task")  # on Linux: a folder for each thread of the process


class Lost(OSError):
    """Who was at a task has died, and nobody knows how far it was; `advice` says what may help.

    `sure` says that it was at this task and no other, `tries` how often that has happened.
    """

    def __init__(
        self,
        message: str = "a process that draws was ended",
        advice: str = "there may be too little memory (try '--jobs 1')",
        *,
        sure: bool = True,
        tries: int = 1,
    ) -> None:
        super().__init__(0, message)
        self.message, self.advice, self.sure, self.tries = message, advice, sure, tries


class Here(Executor):
    """This process itself: what it is asked is done before `submit` returns."""

    workers = 0

    def submit(
        self, fn: Callable[Asked, Made], /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Future[Made]:
        future: Future[Made] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:  # it is raised where the answer is wanted
            future.set_exception(problem)
        return future


class Processes(Executor):
    """So many processes, which start when there is work.

    A future raises `Lost` when its process has died; another takes its place. Where an exception
    leaves the block of a `with`, all of them are ended, whatever they are at.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._every = tuple(Worker() for _ in range(workers))
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None
        self._lock = Lock()  # held while a process starts, so that none does after the end
        self._closed = self._killed = False

    def submit(
        self, fn: Callable[Asked, Made], /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Future[Made]:
        with self._lock:
            if self._closed:
                raise RuntimeError("it was shut down")
            threads = self._threads or self._started()
        return threads.submit(self._answer, fn, args, kwargs)

    def _started(self) -> ThreadPoolExecutor:
        """Every process is there before the first thread: see `can_copy`."""
        for worker in self._every:
            worker.start()
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(self.workers)
        return self._threads

    def _answer(self, *asked: Any) -> Any:
        worker = self._idle.get()
        try:
            with self._lock:
                if self._killed:
                    raise Lost
                worker.start()
            return worker.answer(asked)
        finally:
            self._idle.put(worker)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with self._lock:
            self._closed = True
        if self._threads:
            self._threads.shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self.kill_workers()
        else:  # the processes end with the last of what was asked
            Thread(target=self.shutdown, daemon=True).start()

    def kill_workers(self) -> None:
        """Ends every process at once; nothing more is answered."""
        with self._lock:
            self._closed = self._killed = True
            for worker in self._every:
                worker.kill()
        if self._threads:
            self._threads.shutdown(cancel_futures=True)
        for worker in self._every:
            worker.join()

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        if exc_type is not None:
            self.kill_workers()
        self.shutdown()


class Worker:
    """A process and our end of its pipe; another process when that one has died."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection

    def start(self) -> None:
        """Starts the process where there is none. Ctrl-C is for us: we end it."""
        if self._process is not None:
            return
        context = _context()
        self._pipe, its = context.Pipe()
        process = context.Process(target=_serve, args=(its,), daemon=True)
        with _held_back():
            process.start()
        its.close()
        self._process = process

    def answer(self, asked: tuple[Any, ...], within: float | None = None) -> Any:
        """What the process makes of a task. Raises what that raised; `Lost` when it has died.

        It is ended, and lost, if it does not answer `within` so many seconds.
        """
        task = ForkingPickler.dumps(asked)
        try:
            self._pipe.send_bytes(task)
            if within is not None and not self._pipe.poll(within):
                raise EOFError
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError):  # perhaps in the midst of an answer
            self.kill()
            self.join()
            raise Lost from None
        made, problem = ForkingPickler.loads(answer)
        if problem is not None:
            raise problem
        return made

    def kill(self) -> None:
        if (process := self._process) is not None:
            process.kill()

    def join(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.join()
            self._pipe.close()


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


def _serve(pipe: Connection) -> None:
    """Answers until nobody asks any more. What this process does with signals is its parent's."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    seldom_sought()
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv_bytes()
            pipe.send_bytes(_answer_to(task))


def _answer_to(task: bytes) -> memoryview:
    """What was made, or what was raised: that is raised again where the answer is wanted."""
    try:
        work, arguments, named = ForkingPickler.loads(task)
        return ForkingPickler.dumps((work(*arguments, **named), None))
    except Exception as problem:
        return ForkingPickler.dumps((None, problem))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
