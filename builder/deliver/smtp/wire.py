"""A message as it goes over the line (RFC 5321, 4.5.2; RFC 5322, 2.1.1)."""

from __future__ import annotations

import re

LONGEST = 998  # bytes of a line, without its end
DOT = b".\r\n"  # alone on a line: the end of a message


def sound(message: bytes) -> bytes:
    """The message, which every server will take as it is.

    Raises ValueError, which quotes nothing of it, for one that has other line ends than
    CRLF, a line too long, a NUL, or no first header.
    """
    if not re.match(rb"[!-9;-~]+:", message):
        raise ValueError("a message begins with a header")
    if not message.endswith(b"\r\n") or b"\0" in message:
        raise ValueError("a message ends with CRLF and holds no NUL")
    for line in message[:-2].split(b"\r\n"):
        if len(line) > LONGEST or b"\r" in line or b"\n" in line:
            raise ValueError("a message has lines of at most 998 bytes that end with CRLF")
    return message


def stuffed(message: bytes) -> bytes:
    """With another dot before each line that begins with one, or it could end the message."""
    return re.sub(rb"(?m)^\.", b"..", message)
