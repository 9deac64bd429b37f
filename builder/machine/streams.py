"""Standard input and output as they are: of any encoding, closed, full, or with nobody reading."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO


class Shown(io.TextIOBase):
    """A stream that shows what it can.

    A sign it has no letter for is shown by its number (`\\u2764`). When nobody
    reads on, or the stream was closed from the start, the rest is dropped: the
    work and its exit code are what they are. `needed` says whether it is the
    machine's trouble when a disk that takes the stream is full.
    """

    def __init__(self, stream: TextIO | None, *, needed: bool) -> None:
        self._stream = stream
        self._needed = needed
        self.own_encoding = getattr(stream, "encoding", None) or "utf-8"
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """All text can be written to it, so that nobody looks for a better stream behind it."""
        return "utf-8"

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._stream is not None and self._stream.isatty()

    def fileno(self) -> int:
        if self._stream is None:
            raise io.UnsupportedOperation("fileno")
        return self._stream.fileno()

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("this is a stream of text")  # by which Click knows it
        if self._stream is not None and text:
            stream = self._stream
            self._tried(lambda: stream.write(text))
        return len(text)

    def write_bytes(self, data: bytes) -> None:
        """Writes bytes as they are, whatever the encoding, after all text before them."""
        stream = self._stream
        if stream is None:
            return
        if not isinstance(stream, io.TextIOWrapper):
            self.write(data.decode())
            return

        def written() -> None:
            stream.flush()
            stream.buffer.write(data)
            stream.buffer.flush()

        self._tried(written)

    def flush(self) -> None:
        if self._stream is not None:
            self._tried(self._stream.flush)

    def _tried(self, action: Callable[[], object]) -> None:
        try:
            action()
        except BrokenPipeError:
            self._drop()
        except OSError as error:
            self._drop()
            if self._needed:
                reason = f"cannot be written: {error.strerror}"
                raise OSError(error.errno, reason, "the output") from None

    def _drop(self) -> None:
        """What waits in the stream's own buffer goes nowhere, or it would fail again at the end."""
        stream, self._stream = self._stream, None
        with suppress(OSError, ValueError):
            assert stream is not None
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


@contextmanager
def streams() -> Iterator[None]:
    """The standard streams, each of them usable; as they were when it is over."""
    _open_all()
    before = sys.stdin, sys.stdout, sys.stderr
    if sys.stdin is None:
        sys.stdin = io.StringIO()
    sys.stdout = Shown(sys.stdout, needed=True)
    sys.stderr = Shown(sys.stderr, needed=False)
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def _open_all() -> None:
    """Takes the numbers of streams that are closed, or the next file that is opened has one."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def can_show(text: str) -> bool:
    """Whether standard output has a letter for every sign of a text."""
    try:
        text.encode(getattr(sys.stdout, "own_encoding", "utf-8"))
    except (UnicodeEncodeError, LookupError):
        return False
    return True
