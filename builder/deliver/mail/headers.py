"""The header of a mail to one person (RFC 5322, 2.2), made line by line.

The person's address stands bare on a line of its own, never folded and never beside a name:
names with commas are what makes one addressee two. Words that are not plain ASCII are encoded
(RFC 2047), so that no sign of them means anything.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.header import Header
from email.utils import format_datetime

# Words that may stand as they are, in a display name and in a subject.
ATOMS = re.compile(r"[A-Za-z0-9 '&-]{1,60}")
PLAIN = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,58}[\x21-\x7e])?")


def header(fields: dict[str, str]) -> bytes:
    """The lines of a header. Other letters than ASCII stand in addresses alone (RFC 6532)."""
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()


def sender(name: str, address: str) -> str:
    """A display name and the one address."""
    words = " ".join(name.split())
    return f"{words if ATOMS.fullmatch(words) else _encoded(words, 'From')} <{address}>"


def subject(words: str) -> str:
    words = " ".join(words.split())
    plain = PLAIN.fullmatch(words) and "=?" not in words
    return words if plain else _encoded(words, "Subject")


def moment(when: datetime) -> str:
    """A moment in UTC as mails have it."""
    return format_datetime(when)


def _encoded(words: str, field: str) -> str:
    return Header(words, "utf-8", header_name=field).encode(linesep="\r\n")
