"""A server in a thread of its own, on a port that the system gives it."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self


class Listening:
    """Serves while it is entered; what it is to do with a caller is `serve`'s.

    It ends by itself after so many `callers`, or with the block where none are given.
    """

    def __init__(self, callers: int | None = None) -> None:
        self._left = callers
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)

    def serve(self, line: socket.socket) -> None:
        raise NotImplementedError

    def _run(self) -> None:
        with suppress(OSError):  # it was closed
            while self._left is None or self._left > 0:
                line, _ = self._socket.accept()
                with line, suppress(OSError):  # the caller goes away
                    self.serve(line)
                self._left = None if self._left is None else self._left - 1

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._left is None:
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(20)
        self._socket.close()
        assert not self._thread.is_alive()
