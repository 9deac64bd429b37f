"""A mail server that says what it is told to say, however odd; encrypted from the first byte."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping

from tests.mail.listening import Listening

USUAL = {
    "HI": b"220 odd.example\r\n",
    "EHLO": b"250-odd.example\r\n250 SIZE 9999999\r\n",
    "MAIL": b"250 ok\r\n",
    "RCPT": b"250 ok\r\n",
    "DATA": b"354 go on\r\n",
    "DOT": b"250 2.0.0 ok\r\n",
    "RSET": b"250 ok\r\n",
    "QUIT": b"221 bye\r\n",
}


class OddServer(Listening):
    """Answers each command as `says` has it, else as usual; `accepted` counts whole mails."""

    def __init__(self, context: ssl.SSLContext, says: Mapping[str, bytes]) -> None:
        self.says = {**USUAL, **says}
        self.accepted = 0
        self._context = context
        super().__init__()

    def serve(self, line: socket.socket) -> None:
        self._talk(self._context.wrap_socket(line, server_side=True))

    def _talk(self, line: ssl.SSLSocket) -> None:
        with line, line.makefile("rb") as heard:
            line.sendall(self.says["HI"])
            while command := heard.readline():
                verb = command[:4].decode("ascii", "replace").strip().upper()
                said = self.says.get(verb, b"500 what\r\n")
                line.sendall(said)
                if verb == "DATA" and said.startswith(b"354"):
                    while (text := heard.readline()) not in (b".\r\n", b""):
                        pass
                    if text:
                        self.accepted += self.says["DOT"].startswith(b"2")
                        line.sendall(self.says["DOT"])
