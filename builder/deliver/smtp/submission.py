"""Mails over a connection (RFC 5321).

A message is given in two steps, so that the ledger can be told between them: everything but
the line that ends it, then that line. What a server says is kept as its code alone, for its
sentences may name a person.
"""

from __future__ import annotations

import re
import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from builder.deliver.smtp.route import Patience, Route
from builder.deliver.smtp.wire import DOT, stuffed

PIECE = 1 << 16  # bytes
SIZE = re.compile("[0-9]{1,15}")
PLAIN = re.compile(r"[^\s<>\x00-\x1f\x7f]+@[^\s<>@\x00-\x1f\x7f]+")
Stage = Literal["ours", "mail", "rcpt", "data", "dot"]


@dataclass(frozen=True)
class Answer:
    """What came of a command: the reply code, perhaps with a status code (RFC 3463).

    At the stage `ours` it is we who refuse, before the server is asked.
    """

    stage: Stage
    code: int
    said: str

    @property
    def closes(self) -> bool:
        """Whether the connection is of no more use: the server leaves."""
        return self.code == 421


class Lost(Exception):
    """The connection ended before the end of the message was sent: the server has nothing."""


class Submission:
    """A connection over which mails leave, one after the other."""

    def __init__(self, smtp: smtplib.SMTP, route: Route, patience: Patience) -> None:
        self._smtp, self._route, self._patience = smtp, route, patience
        self._sock.settimeout(patience.command)
        # The end of a message goes by itself, and must not wait until the rest is acknowledged.
        self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.used = False

    @property
    def most(self) -> int:
        """How many bytes a message may have here (RFC 1870; 0 is no limit)."""
        ours = self._route.most_megabytes * 10**6
        said = self._smtp.esmtp_features.get("size", "")
        return min(ours, int(said)) if SIZE.fullmatch(said) and int(said) else ours

    def ready(self) -> bool:
        """Whether the server still listens; servers close a connection after some mails."""
        if not self.used:
            return True
        with suppress(smtplib.SMTPException, OSError):
            self._must_be_silent()
            return self._smtp.docmd("RSET")[0] == 250
        return False

    def offer(self, address: str, message: bytes) -> Answer | None:
        """Gives all of a message but its end; None when the server waits for that.

        Raises Lost.
        """
        self.used = True
        refused = self._refused(address, message)
        if refused:
            return refused
        with _lost():
            for stage, command in self._commands(address, message):
                self._must_be_silent()
                self._smtp.putcmd(command)
                answer = _answer(stage, *self._smtp.getreply())
                if answer.code // 100 in (4, 5):
                    return answer
                if answer.code // 100 != (3 if stage == "data" else 2):
                    raise smtplib.SMTPServerDisconnected  # nobody understands it
            body = memoryview(stuffed(message))
            for start in range(0, len(body), PIECE):
                self._sock.sendall(body[start : start + PIECE])
        return None

    def finish(self) -> Answer | None:
        """Ends the message; the answer, or None when there was none: nobody knows then.

        Raises Lost when the end could not be sent: of so few bytes the system takes all
        or none, and the server cannot read a part of what is encrypted.
        """
        with _lost():
            self._sock.settimeout(self._patience.dot)
            self._must_be_silent()
            self._smtp.send(DOT)
        try:
            code, text = self._smtp.getreply()
            self._sock.settimeout(self._patience.command)
        except (smtplib.SMTPException, OSError):
            return None
        return _answer("dot", code, text) if code // 100 in (2, 4, 5) else None

    def _must_be_silent(self) -> None:
        """What the server says before it is asked would be taken for its answer."""
        if self._unread():
            raise smtplib.SMTPServerDisconnected

    def _unread(self) -> bool:
        """Whether the server said something that nobody asked for."""
        sock, file = self._sock, self._smtp.file
        before = sock.gettimeout()
        sock.settimeout(0)
        try:
            return bool(file and file.peek(1))
        except OSError:  # there is nothing
            return False
        finally:
            sock.settimeout(before)

    def _refused(self, address: str, message: bytes) -> Answer | None:
        """What the server would refuse, or a later one: it is not asked."""
        if not PLAIN.fullmatch(address):
            return Answer("ours", 553, "553 5.1.3")
        if len(message) > self.most:
            return Answer("ours", 552, "552 5.3.4")
        if _beyond_ascii(address, message) and not self._has("smtputf8"):
            return Answer("ours", 553, "553 5.6.7")  # RFC 6531, 3.5
        return None

    def _commands(self, address: str, message: bytes) -> Iterator[tuple[Stage, str]]:
        """SMTPUTF8 is asked for only where it is needed: a later server may not have it."""
        more = f" SIZE={len(message)}" if self._has("size") else ""
        self._smtp.command_encoding = "ascii"
        if _beyond_ascii(address, message):
            more += " BODY=8BITMIME SMTPUTF8"
            self._smtp.command_encoding = "utf-8"
        yield "mail", f"MAIL FROM:<{self._route.sender}>{more}"
        yield "rcpt", f"RCPT TO:<{address}>"
        yield "data", "DATA"

    def _has(self, extension: str) -> bool:
        return self._smtp.has_extn(extension)

    @property
    def _sock(self) -> socket.socket:
        if self._smtp.sock is None:
            raise smtplib.SMTPServerDisconnected
        return self._smtp.sock

    def quit(self) -> None:
        """Takes leave; whatever comes of it changes nothing."""
        with suppress(smtplib.SMTPException, OSError):
            self._sock.settimeout(min(5.0, self._patience.command))
            self._smtp.docmd("QUIT")
        self.drop()

    def drop(self) -> None:
        """Ends the connection without a word: the server throws away what it has not got whole."""
        with suppress(OSError):
            self._smtp.close()


@contextmanager
def _lost() -> Iterator[None]:
    try:
        yield
    except (smtplib.SMTPException, OSError):
        raise Lost from None


def _beyond_ascii(address: str, message: bytes) -> bool:
    return not (address.isascii() and message.isascii())


def _answer(stage: Stage, code: int, text: bytes) -> Answer:
    status = re.match(rb"[245]\.\d{1,3}\.\d{1,3}\b", text)
    return Answer(stage, code, f"{code} {status[0].decode()}" if status else str(code))
