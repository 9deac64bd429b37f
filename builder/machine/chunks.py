"""Work on any number of things by any executor: some at a time, a few ahead, in order.

A task is a chunk of things and does nothing but make others of them, so that it
may be done twice. What is lost with a worker is done again; of what takes every
worker with it only the name is left, and all others are made.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from builder.machine.workers import Lost

Given = TypeVar("Given")
Made = TypeVar("Made")
# How many chunks wait for each worker: enough that none is ever idle.
AHEAD = 3
TRIES = 3  # workers that one thing may take with it
GIVEN_UP = 5  # things that do so, until it is the machine that is in the way
LOOK = 5.0  # seconds, until somebody looks whether there are workers at all


def chunked(
    work: Callable[[tuple[Given, ...]], tuple[Made, ...]],
    items: Iterable[Given],
    executor: Executor | Callable[[], Executor],
    *,
    size: int = 50,
    ahead: int | None = None,
    named: Callable[[Given], str] | None = None,
    told: Callable[[str], object] = lambda line: None,
) -> Iterator[Made]:
    """What `work` makes of each thing, in order; it is given `size` of them at a time.

    They are taken as they come, `ahead` chunks before what is given back, so that any number
    needs the same memory. An executor that is made here is ended here, and a broken one has a
    successor. `told` hears once of each kind of loss.

    Raises what `work` raises, in its turn; at the end an OSError with the names of those things
    that nobody lived to make anything of, or sooner when they are too many; BrokenExecutor when
    there is none to follow. `named` gives a name that may be read by anybody.
    """
    window = _Window(work, executor, ahead, named, told)
    things = iter(items)
    try:
        while chunk := tuple(islice(things, size)):
            window.give(chunk)
            while window.must_take():
                yield from window.take()
        while window.waiting:
            yield from window.take()
    except BaseException:
        window.end(at_once=True)
        raise
    window.end()
    window.tell_given_up()


def in_order(
    work: Callable[[Given], Made],
    every: Iterable[Given],
    executor: Executor | Callable[[], Executor],
    **more: Any,
) -> Iterator[Made]:
    """The same for work on a single thing, given one at a time."""
    return chunked(Each(work), every, executor, size=1, **more)


@dataclass(frozen=True, repr=False)
class Each(Generic[Given, Made]):
    """Work on each thing of a chunk."""

    work: Callable[[Given], Made]

    def __call__(self, chunk: tuple[Given, ...]) -> tuple[Made, ...]:
        return tuple(map(self.work, chunk))


class _Sealed(Generic[Given]):
    """A chunk as executors see it: they may print what they are given, and this says nothing."""

    def __init__(self, things: tuple[Given, ...]) -> None:
        self.things = things


def _done(work: Callable[[tuple[Given, ...]], Made], chunk: _Sealed[Given]) -> Made:
    return work(chunk.things)


@dataclass
class _Chunk(Generic[Given, Made]):
    """Things that were given together; no `future`: to be done again, with nothing beside it."""

    things: tuple[Given, ...]
    future: Future[tuple[Made, ...]] | None = None
    tries: int = 0


class _Window(Generic[Given, Made]):
    """The chunks that were given and not yet given back, the first one first."""

    def __init__(
        self,
        work: Callable[[tuple[Given, ...]], tuple[Made, ...]],
        executor: Executor | Callable[[], Executor],
        ahead: int | None,
        named: Callable[[Given], str] | None,
        told: Callable[[str], object],
    ) -> None:
        self.waiting: deque[_Chunk[Given, Made]] = deque()
        self._work, self._named, self._told = work, named, told
        self._make = None if isinstance(executor, Executor) else executor
        self._executor = executor if isinstance(executor, Executor) else executor()
        workers = getattr(self._executor, "workers", 1)
        self._ahead = AHEAD * workers if ahead is None else ahead
        self._said: set[str] = set()
        self._given_up: list[Given] = []
        self._reason = ""

    def give(self, things: tuple[Given, ...]) -> None:
        chunk = _Chunk[Given, Made](things)
        self.waiting.append(chunk)
        try:
            self._submit(chunk)
        except BrokenExecutor:  # it is seen, and mended, when this chunk's turn comes
            chunk.future = None

    def must_take(self) -> bool:
        """Whether the first chunk is there, or must be waited for before another is given."""
        if not self.waiting:
            return False
        first = self.waiting[0].future
        return first is None or first.done() or len(self.waiting) > self._ahead

    def take(self) -> tuple[Made, ...]:
        """What was made of the first chunk; nothing when it was lost, and is to be taken again."""
        chunk = self.waiting.popleft()
        alone = chunk.future is None
        try:
            if alone:
                self._settle()
                self._submit(chunk)
            return self._result(chunk)
        except Lost as loss:
            self._again(chunk, loss, blamed=alone or loss.sure)
        except (BrokenExecutor, CancelledError) as loss:
            self._renew(loss)
            self._again(chunk, Lost("who draws was lost"), blamed=alone)
        return ()

    def _submit(self, chunk: _Chunk[Given, Made]) -> None:
        chunk.future = self._executor.submit(_done, self._work, _Sealed(chunk.things))

    def _result(self, chunk: _Chunk[Given, Made]) -> tuple[Made, ...]:
        assert chunk.future is not None
        self._wait(chunk.future)
        return chunk.future.result()

    def _wait(self, *futures: Future[Any]) -> None:
        look = getattr(self._executor, "look", lambda: None)
        while wait(futures, LOOK).not_done:
            look()

    def _settle(self) -> None:
        """Waits for all that is under way."""
        self._wait(*(each.future for each in self.waiting if each.future))

    def _again(self, chunk: _Chunk[Given, Made], loss: Lost, *, blamed: bool) -> None:
        """Puts a chunk first once more; its things one by one, when one of them is to blame."""
        self._tell(f"{loss.message}; what it was at is done again")
        chunk.future = None
        if not blamed:
            self.waiting.appendleft(chunk)
        elif len(chunk.things) > 1:
            singles = [_Chunk[Given, Made]((each,), tries=1) for each in chunk.things]
            self.waiting.extendleft(reversed(singles))
        elif chunk.tries + loss.tries < TRIES:
            chunk.tries += loss.tries
            self.waiting.appendleft(chunk)
        else:
            self._give_up(chunk.things[0], loss)

    def _give_up(self, thing: Given, loss: Lost) -> None:
        self._given_up.append(thing)
        self._reason = f"{loss.message} each time; {loss.advice}"
        if len(self._given_up) == GIVEN_UP:
            self.tell_given_up()

    def _renew(self, loss: BaseException) -> None:
        """Another executor; what the broken one has not made is done again."""
        if self._make is None:
            raise loss
        for each in self.waiting:
            if each.future and not (each.future.done() and _good(each.future)):
                each.future.cancel()
                each.future = None
        self.end(at_once=True)
        self._executor = self._make()

    def _tell(self, line: str) -> None:
        if line not in self._said:
            self._said.add(line)
            self._told(line)

    def tell_given_up(self) -> None:
        """Raises OSError when there is anything that nobody lived to make."""
        if self._given_up:
            named = self._named
            names = ", ".join(named(each) for each in self._given_up) if named else ""
            raise OSError(0, f"{names}: {self._reason}" if names else self._reason)

    def end(self, *, at_once: bool = False) -> None:
        """Gives the executor back; `at_once`: whatever it is at."""
        for each in self.waiting:
            if each.future:
                each.future.cancel()
        if self._make is None:
            return
        if at_once:
            getattr(self._executor, "kill_workers", lambda: None)()
        self._executor.shutdown(cancel_futures=at_once)


def _good(future: Future[Any]) -> bool:
    return not future.cancelled() and future.exception() is None
