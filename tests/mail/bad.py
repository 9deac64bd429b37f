"""Mail servers that must not be trusted. They write down every byte that they can read."""

from __future__ import annotations

import socket
import ssl

from tests.mail.listening import Listening


class BadServer(Listening):
    """Speaks SMTP as far as it must; `heard` is what came, in clear or decrypted.

    `context` is for after STARTTLS, or for the first byte if `wrapped`. Without one there is
    no encryption: STARTTLS is offered only if `offers`.
    """

    def __init__(
        self, context: ssl.SSLContext | None, *, wrapped: bool = False, offers: bool = True
    ) -> None:
        self.context, self.wrapped, self.offers = context, wrapped, offers
        self.heard = b""
        super().__init__(callers=1)

    def serve(self, line: socket.socket) -> None:
        if self.wrapped and self.context:
            line = self.context.wrap_socket(line, server_side=True)
        with line:
            self._talk(line)

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


class Doorkeeper(Listening):
    """Says each of its lines to one caller, and hangs up."""

    def __init__(self, *greetings: bytes) -> None:
        super().__init__(len(greetings))
        self._greetings = greetings
        self.callers = 0

    def serve(self, line: socket.socket) -> None:
        self.callers += 1
        line.sendall(self._greetings[self.callers - 1])
