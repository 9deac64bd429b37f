"""The workers of a Dask cluster, as a standard executor: for runs that outgrow a machine.

Dask does a task again when its worker is lost, and may do one twice; so a task
only makes something. It prints tasks that fail, with what they were given;
here none fails: what is raised comes back as a value. When its scheduler is
lost, all that was asked is lost with it, and the executor is broken.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from time import monotonic
from typing import Any, ParamSpec, TypeVar

import dask
from dask.utils import parse_timedelta
from distributed import Client, KilledWorker
from distributed.comm.core import CommClosedError
from distributed.security import Security

from builder.machine.chunks import TRIES
from builder.machine.workers import Lost

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
RETRIES = 2
CLOSING = 5  # seconds to say goodbye to a scheduler that may be gone


class Cluster(Executor):
    """What the scheduler at an address has.

    Raises OSError when nobody answers there, when it has no workers, and what `check` raises on
    one of them. It waits as long as Dask is told to (`distributed.comm.timeouts.connect`).
    """

    def __init__(self, address: str, check: Callable[[], object] | None = None) -> None:
        self._address, self._client = address, _client(address)
        self._patience = _patience()
        self._seen = monotonic()
        try:
            self.workers = self._found(check)
        except BaseException:
            self._goodbye()
            raise
        self._executor = self._client.get_executor(retries=RETRIES, pure=False)

    def _found(self, check: Callable[[], object] | None) -> int:
        """How many tasks they do at a time, once all of them were asked."""
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
            if check is not None:
                _ask_all(self._client, check)
            return sum(self._client.nthreads().values())
        except (TimeoutError, CommClosedError, RuntimeError):  # it is lost again, or they are
            raise self._deserted() from None

    def submit(
        self, fn: Callable[Asked, Made], /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Future[Made]:
        future: Future[Made] = Future()
        try:
            inner = self._executor.submit(_answer_to, _Sealed((fn, args, kwargs)))
        except Exception as error:  # whatever Dask says of a scheduler that is gone
            raise BrokenExecutor(type(error).__name__) from None
        inner.add_done_callback(lambda made: _pass_on(made, future))
        return future

    def look(self) -> None:
        """Raises OSError when there have been no workers for long."""
        with suppress(Exception):  # without a scheduler, every future is cancelled
            if self._client.nthreads():
                self._seen = monotonic()
        if monotonic() - self._seen > self._patience:
            raise self._deserted()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """The scheduler forgets what nobody waits for any more."""
        if wait and not cancel_futures:
            self._executor.shutdown()
        self._goodbye()

    def _goodbye(self) -> None:
        with suppress(Exception):  # it may be gone
            self._client.close(CLOSING)

    def _deserted(self) -> OSError:
        return OSError(0, f"the Dask scheduler at {self._address} has no workers")


class _Sealed:
    """A task as Dask may print it: this says nothing."""

    def __init__(self, task: tuple[Any, ...]) -> None:
        self.task = task


def _answer_to(sealed: _Sealed) -> tuple[Any, Exception | None]:
    work, arguments, named = sealed.task
    try:
        return work(*arguments, **named), None
    except Exception as problem:
        return None, problem


def _pass_on(inner: Future[Any], future: Future[Any]) -> None:
    """What came of a task, or of Dask itself."""
    if future.cancelled() or not future.set_running_or_notify_cancel():
        return
    error = BrokenExecutor("cancelled") if inner.cancelled() else inner.exception()
    if isinstance(error, KilledWorker):
        message, advice = "a Dask worker was lost", "there may be too little memory"
        future.set_exception(Lost(message, advice, sure=False, tries=TRIES))
    elif error is not None:
        future.set_exception(BrokenExecutor(type(error).__name__))
    else:
        made, problem = inner.result()
        if problem is None:
            future.set_result(made)
        else:
            future.set_exception(problem)


def _client(address: str) -> Client:
    for name in logging.root.manager.loggerDict:
        if name.startswith(("distributed", "tornado")):  # they tell what was lost; we do
            logging.getLogger(name).setLevel(logging.CRITICAL)
    if address.startswith("tls:") and not Security().get_connection_args("client")["ssl_context"]:
        raise OSError(0, f"Dask has no certificates for {address} (distributed.comm.tls)")
    try:
        return Client(address, name="handouts", set_as_default=False)
    except (OSError, RuntimeError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise OSError(0, f"no Dask scheduler answers at {address}: {reason}") from None


def _ask_all(client: Client, check: Callable[[], object]) -> None:
    try:
        answers = client.run(check, on_error="return")
    except CommClosedError:
        raise
    except Exception as error:
        raise OSError(0, f"the Dask workers cannot run this builder: {error}") from None
    for worker, answer in answers.items():
        if isinstance(answer, Exception) and not isinstance(answer, CommClosedError):  # it died
            raise OSError(0, f"the Dask worker {worker} cannot draw this: {answer}")


def _patience() -> float:
    return float(parse_timedelta(dask.config.get("distributed.comm.timeouts.connect")))
