"""Being asked to stop: Ctrl-C and the signals that end a process, as one exception."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

WORDS = {"SIGINT": "interrupted", "SIGTERM": "stopped", "SIGHUP": "its terminal is gone"}


class Ended(BaseException):
    """Somebody asked the command to stop; everything it holds is given back on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(WORDS[signal.Signals(number).name])
        self.code = 128 + number  # as a shell tells it


def _end(number: int, frame: FrameType | None) -> None:
    raise Ended(number)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Turns the signals into `Ended`, except those that are ignored already (`nohup`)."""
    before = {}
    with suppress(ValueError):  # not in the main thread: then they are somebody else's
        for name in WORDS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def undivided() -> Iterator[None]:
    """Work that a first signal lets come to its end, and only a second one breaks off."""
    asked: list[int] = []

    def later(number: int, frame: FrameType | None) -> None:
        if asked:
            _end(number, frame)
        asked.append(number)

    held = []
    for name in WORDS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is _end:
            held.append(number)
            signal.signal(number, later)
    try:
        yield
    finally:
        for number in held:
            signal.signal(number, _end)
    if asked:
        raise Ended(asked[0])
