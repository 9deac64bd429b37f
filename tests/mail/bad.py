"""Mail servers that must not be trusted. They write down every byte that they can read."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self


class BadServer:
    """Speaks SMTP as far as it must; `heard` is what came, in clear or decrypted.

    `context` is for after STARTTLS, or for the first byte if `wrapped`. Without one there is
    no encryption: STARTTLS is offered only if `offers`.
    """

    def __init__(
        self, context: ssl.SSLContext | None, *, wrapped: bool = False, offers: bool = True
    ) -> None:
        self.context, self.wrapped, self.offers = context, wrapped, offers
        self.heard = b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.join(20)
        self._socket.close()
        assert not self._thread.is_alive()

    def _run(self) -> None:
        line, _ = self._socket.accept()
        with suppress(OSError):  # the sender goes away: that is what it should do
            if self.wrapped and self.context:
                line = self.context.wrap_socket(line, server_side=True)
            self._talk(line)
        line.close()

    def _talk(self, line: socket.socket) -> None:
        line.sendall(b"220 bad.example ready\r\n")
        while data := line.recv(65536):
            self.heard += data
            verb = data[:8].upper().split()[:1]
            if verb == [b"EHLO"]:
                offer = b"250-STARTTLS\r\n" if self.offers else b""
                line.sendall(b"250-bad.example\r\n" + offer + b"250 AUTH PLAIN LOGIN\r\n")
            elif verb == [b"STARTTLS"] and self.context:
                line.sendall(b"220 go on\r\n")
                line = self.context.wrap_socket(line, server_side=True)
            else:
                line.sendall(b"250 whatever you say\r\n")


class Doorkeeper:
    """Says each of its lines to one caller, and hangs up."""

    def __init__(self, *greetings: bytes) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, args=greetings, daemon=True)
        self.callers = 0

    def _run(self, *greetings: bytes) -> None:
        for greeting in greetings:
            line, _ = self._socket.accept()
            with line, suppress(OSError):
                self.callers += 1
                line.sendall(greeting)
        self._socket.close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.join(20)
        assert not self._thread.is_alive()
