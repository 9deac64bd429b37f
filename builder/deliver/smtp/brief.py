"""Connections on which no answer of a server is without end (RFC 5321, 4.5.3.1.5)."""

from __future__ import annotations

import smtplib
import time
from typing import Any

LINES = 100  # of one answer
LONGEST = 600.0  # seconds for all of them


class _Counted:
    """What a server says, line by line, up to a number and a moment."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.begin()

    def begin(self) -> None:
        """Another answer begins."""
        self._left, self._until = LINES, time.monotonic() + LONGEST

    def readline(self, size: int = -1) -> bytes:
        self._left -= 1
        if self._left < 0 or time.monotonic() > self._until:
            raise OSError("the answer has no end")
        line: bytes = self._file.readline(size)
        return line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _Brief(smtplib.SMTP):
    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Counted(self.sock.makefile("rb"))
        if self.file is not None:
            self.file.begin()
        return super().getreply()


class Plain(_Brief):
    """A connection that is not encrypted yet."""


class Secure(_Brief, smtplib.SMTP_SSL):
    """One that is from the first byte."""
