"""One question to a print server and its answer, over HTTP (RFC 8010, 4), within a time.

Whether a request has left decides what may be done next, so it is known at every step: what did not
leave may be sent again, what did is never.
"""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from getpass import getuser
from urllib.parse import quote

from builder.deliver.printing.ipp import (
    Answer,
    Attribute,
    Garbled,
    Operation,
    Tag,
    answer,
    question,
)
from builder.deliver.printing.printserver import PrintServer

MOST = 32 << 20  # bytes of an answer
IGNORED = 0x0001  # it was done, but not all of what was asked for (RFC 8011, B.1.2)
REFUSALS = {
    0x0401: "it is not allowed here",
    0x0402: "the server asks for a login, which is not known here",
    0x0403: "it is not allowed to this user",
    0x0406: "there is no such printer or job",
    0x0408: "the file is too large for it",
    0x040A: "it does not take PDF",
    0x0502: "the server is too busy",
    0x0506: "the printer takes no jobs now",
    0x0507: "the server is too busy",
}


class NoServer(OSError):
    """Nobody answers there; nothing was sent."""


class Refused(OSError):
    """The server said no."""


class Unsure(OSError):
    """A request left, and nobody knows what became of it."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for the server, in seconds."""

    connect: float = 5
    reply: float = 60


@dataclass(frozen=True)
class Line:
    """The way to a print server."""

    server: PrintServer
    patience: Patience = Patience()

    def uri(self, printer: str) -> str:
        """What a printer is called in requests to its server (RFC 3510)."""
        host = "localhost" if self.server.is_socket else self.server.host
        bare = f"[{host}]" if ":" in host else host
        return f"ipp://{bare}:{self.server.port}/printers/{quote(printer)}"

    def ask(
        self,
        operation: Operation,
        *asked: Attribute,
        job: tuple[Attribute, ...] = (),
        document: bytes = b"",
    ) -> Answer:
        """The answer, if it is a good one. Raises NoServer, Refused, Unsure."""
        who = Attribute(Tag.NAME, "requesting-user-name", (user(),))
        uri, more = asked[:1], asked[1:]
        data = question(operation, 1, (*uri, who, *more), job) + document
        status, reply = self._posted(data)
        if status == http.client.UPGRADE_REQUIRED and not self.server.encrypted:
            line = replace(self, server=replace(self.server, encrypted=True))
            return line.ask(operation, *asked, job=job, document=document)
        if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
            raise _told(Refused, self.server, REFUSALS[0x0402])
        if status != http.client.OK:
            raise _told(Refused, self.server, f"the server answers with HTTP {status}")
        try:
            return _good(answer(reply), self.server)
        except Garbled as error:
            raise _told(Unsure, self.server, str(error)) from None

    def _posted(self, data: bytes) -> tuple[int, bytes]:
        """The status of HTTP and what came with it."""
        with _reaching(self.server):
            line = _connection(self.server, self.patience)
        try:
            with _reaching(self.server):
                line.connect()
            with _waiting(self.server):
                if line.sock:
                    line.sock.settimeout(self.patience.reply)
                line.request("POST", "/", data, {"Content-Type": "application/ipp"})
                reply = line.getresponse()
                return reply.status, reply.read(MOST)
        finally:
            line.close()


def user() -> str:
    """Who prints; a user that the machine has no name for is anonymous."""
    try:
        return getuser()
    except (KeyError, OSError):
        return "anonymous"


class _Local(http.client.HTTPConnection):
    """HTTP through the socket of this machine."""

    def __init__(self, place: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._place = place

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._place)


def _connection(server: PrintServer, patience: Patience) -> http.client.HTTPConnection:
    if server.is_socket:
        return _Local(server.host, patience.connect)
    if server.encrypted:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(
            server.host, server.port, timeout=patience.connect, context=context
        )
    return http.client.HTTPConnection(server.host, server.port, timeout=patience.connect)


@contextmanager
def _reaching(server: PrintServer) -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        why = f"its certificate is not to be trusted: {error.verify_message}"
        raise _told(Refused, server, why) from None
    except ssl.SSLError as error:
        why = f"there is no encryption with it ({error.reason})"
        raise _told(NoServer, server, why) from None
    except OSError as error:
        raise _told(NoServer, server, f"cannot be reached: {error.strerror or error}") from None
    except (ValueError, http.client.InvalidURL):  # it is no name that a host can have
        raise _told(NoServer, server, "cannot be reached: that is no host") from None


@contextmanager
def _waiting(server: PrintServer) -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        raise _told(Unsure, server, "the server does not answer") from None
    except (OSError, http.client.HTTPException):
        raise _told(Unsure, server, "the server broke off") from None


def _good(reply: Answer, server: PrintServer) -> Answer:
    """Only what went well (RFC 8011, B.1)."""
    if reply.status < 0x0100:
        return reply
    said = [str(v) for group in reply.of(Tag.OPERATION) for v in group.get("status-message", ())]
    why = (
        REFUSALS.get(reply.status) or (said or [f"it answers with the status {reply.status:#x}"])[0]
    )
    raise _told(Refused, server, why.rstrip("."))


def _told(kind: type[OSError], server: PrintServer, why: str) -> OSError:
    return kind(errno.EIO, why, str(server))
