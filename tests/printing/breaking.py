"""A line to a print server that breaks, between the two of them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Collection
from contextlib import suppress

from tests.mail.listening import Listening


class Breaking(Listening):
    """Passes each caller on to a server, but for some, counted from 1.

    Those in `lost` get no word through; of those in `unanswered` the server hears all, and what it
    says is lost. From `dead` on nobody gets through.
    """

    def __init__(
        self,
        port: int,
        lost: Collection[int] = (),
        unanswered: Collection[int] = (),
        dead: int = 10_000,
    ) -> None:
        super().__init__()
        self._port, self._lost, self._unanswered, self._dead = port, lost, unanswered, dead
        self.callers = 0

    def serve(self, line: socket.socket) -> None:
        self.callers += 1
        if self.callers in self._lost or self.callers >= self._dead:
            return
        with socket.create_connection(("127.0.0.1", self._port)) as server:
            heard = threading.Thread(target=_passed, args=(line, server), daemon=True)
            heard.start()
            answer = server.recv(1)
            if self.callers not in self._unanswered:
                line.sendall(answer)
                _passed(server, line)
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            heard.join(20)


def _passed(one: socket.socket, other: socket.socket) -> None:
    """What one says to the other, until it has nothing more to say."""
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
