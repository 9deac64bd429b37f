"""What a mail server's own log says of our mails: Postfix's and Exim's lines.

A log is of any size and names people: it is read line by line, and what is kept of it is
whether a message id was accepted and the status code of what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

LONGEST = 16_384  # bytes of a line that are looked at
POSTFIX = re.compile(r" postfix[\w./-]*/([\w-]+)\[\d+\]: ([0-9A-Za-z]{5,24}): (.*)")
DELIVERY = re.compile(r"to=<.*?dsn=(\d\.\d+\.\d+), status=([a-z]+) ")
EXIM = re.compile(r"^\S+ \S+ (?:\[\d+\] )?([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) (.*)")
ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")


@dataclass
class Trace:
    """What a log says of one message: `bounced` is a status code, or empty."""

    accepted: bool = False
    delivered: bool = False
    put_off: bool = False
    bounced: str = ""


@dataclass
class _Reading:
    ids: Collection[str]
    found: dict[str, Trace] = field(default_factory=dict)
    queue: dict[str, str] = field(default_factory=dict)  # which of our ids has a server's own


def traces(lines: Iterable[bytes], ids: Collection[str]) -> dict[str, Trace]:
    """What a log says of the messages with these ids; nothing of those it does not name."""
    reading = _Reading(ids)
    for line in lines:
        text = line[:LONGEST].decode("utf-8", "replace").rstrip()
        postfix = POSTFIX.search(text)
        if postfix:
            _postfix(reading, *postfix.groups())
            continue
        exim = EXIM.match(text)
        if exim:
            _exim(reading, *exim.groups())
    return reading.found


def _postfix(reading: _Reading, program: str, queue: str, rest: str) -> None:
    """Its id is known from the header on, but it is accepted once the queue has it."""
    if rest.startswith("message-id=<") and rest[12:-1] in reading.ids:
        reading.queue[queue] = rest[12:-1]
        reading.found.setdefault(rest[12:-1], Trace())
    if queue not in reading.queue:
        return
    trace = reading.found[reading.queue[queue]]
    delivery = DELIVERY.match(rest)
    if delivery:
        trace.accepted = True
        _became(trace, delivery[2], delivery[1])
    elif program == "qmgr" and rest.startswith("from=<"):
        trace.accepted = True
    elif rest == "removed":
        del reading.queue[queue]


def _became(trace: Trace, status: str, code: str) -> None:
    if status == "sent":
        trace.delivered, trace.put_off = True, False
    elif status == "deferred":
        trace.put_off = True
    elif status in ("bounced", "expired"):
        trace.bounced = code


def _exim(reading: _Reading, queue: str, rest: str) -> None:
    """`<=` is an arrival, `=>` and `->` a delivery, `==` one put off, `**` one given up."""
    sign, _, more = rest.partition(" ")
    if sign == "<=":
        said = re.search(r" id=(\S+)", more)
        if said and said[1] in reading.ids:
            reading.queue[queue] = said[1]
            reading.found.setdefault(said[1], Trace()).accepted = True
        return
    if queue not in reading.queue:
        return
    trace = reading.found[reading.queue[queue]]
    if sign in ("=>", "->", ">>"):
        _became(trace, "sent", "")
    elif sign == "==":
        _became(trace, "deferred", "")
    elif sign == "**":
        code = ENHANCED.search(more)
        _became(trace, "bounced", code[1] if code else "5.0.0")
    elif sign == "Completed":
        del reading.queue[queue]
