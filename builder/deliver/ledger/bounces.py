"""What a mail that came back says (RFC 3464): only a failure for good with its code is a bounce.

A notice of delay, an answer by a machine and a mail packed by Outlook are told apart, and mark
nobody. Whose mail it was is known by our own ids alone, for notices name senders and aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from enum import StrEnum

MOST_PARTS = 200
ID = re.compile(r"<?([!-;=?A-~]{3,250}@[!-;=?A-~]{1,250})>?")
PERMANENT = re.compile(r"\s*(5\.\d{1,3}\.\d{1,3})(?!\d)")


class Kind(StrEnum):
    BOUNCED = "bounced"
    DELAYED = "delayed"  # the server goes on trying
    UNCLEAR = "unclear"  # a failure without a code, or one that passes
    DELIVERED = "delivered"
    ANSWER = "answered by a machine"
    PACKED = "packed by Outlook (winmail.dat)"
    OTHER = "other mail"


@dataclass(frozen=True)
class Notice:
    """What kind of mail it is, of which message ids it may tell, and the code of a bounce."""

    kind: Kind
    ids: frozenset[str] = frozenset()
    status: str = ""


def notice(mail: bytes) -> Notice:
    """What a mail tells. It may be any bytes at all."""
    try:
        message = message_from_bytes(mail)
        parts = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False)]
        return _notice(message, parts)
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, AttributeError):
        return Notice(Kind.OTHER)  # the parser has limits of its own, and bugs (Python 3.11)


def _notice(message: Message, parts: list[Message]) -> Notice:
    reports = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    if reports:
        kind, status = _said(reports)
        return Notice(kind, frozenset(_ids(parts)), status)
    if any(part.get_content_type() == "application/ms-tnef" for part in parts):
        return Notice(Kind.PACKED)
    automatic = str(message.get("Auto-Submitted", "no")).strip().lower() != "no"
    if automatic or message.get("X-Autoreply") or message.get("X-Autorespond"):
        return Notice(Kind.ANSWER)
    return Notice(Kind.OTHER)


def _said(reports: list[Message]) -> tuple[Kind, str]:
    """The worst that is said of a recipient: each of our mails has only one."""
    kind = Kind.UNCLEAR
    for block in (each for report in reports for each in _blocks(report)):
        action = str(block.get("Action", "")).strip().lower()
        permanent = PERMANENT.match(str(block.get("Status", "")))
        if action == "failed" and permanent:
            return Kind.BOUNCED, permanent[1]
        if action == "delayed":
            kind = Kind.DELAYED
        elif action in ("delivered", "relayed", "expanded"):
            kind = Kind.DELIVERED
    return kind, ""


def _blocks(report: Message) -> Iterator[Message]:
    """The groups of fields in a report; they are read as messages without a body."""
    payload = report.get_payload()
    if isinstance(payload, list):
        yield from (each for each in payload if isinstance(each, Message))


def _ids(parts: list[Message]) -> Iterator[str]:
    """The ids of the mail that came back: of its copy, or of its header alone."""
    for part in parts:
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            data = part.get_payload(decode=True)
            originals = [message_from_bytes(data)] if isinstance(data, bytes) else []
        elif kind.startswith("message/") and kind != "message/delivery-status":
            originals = [*_blocks(part)]
        else:
            continue
        for original in originals:
            for name in ("Message-ID", "X-Handouts-Id"):
                yield from (found[1] for found in ID.finditer(str(original.get(name, ""))))
