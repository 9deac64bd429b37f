"""Mails in words for people. A server accepts a mail; whether it arrives, nobody is told."""

from __future__ import annotations

from datetime import UTC, datetime

from builder.deliver.ledger.mailing import State
from builder.deliver.ledger.overview import Line, Overview
from builder.deliver.sending import Event, Sent

NAMES = {
    State.QUEUED: "waiting",
    State.SENDING: "being sent",
    State.AT_DOT: "being sent",
    State.SENT: "accepted",
    State.FAILED: "failed",
    State.IN_DOUBT: "in doubt",
}


def moment(seconds: float) -> str:
    """To the minute, UTC."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"


def became(event: Event) -> str:
    """What became of an attempt, in one line."""
    code = f" ({event.said})" if event.said else ""
    words = {
        State.SENT: f"accepted{code}",
        State.FAILED: f"refused{code}",
        State.QUEUED: f"put off{code or ': the connection was lost'}",
        State.IN_DOUBT: "in doubt: the server gave no answer",
    }
    return f"row {event.row}: {words[event.state]}"


def summary(sent: Sent) -> list[str]:
    """What became of a run: its counts, and what to do about the rest."""
    counts = (
        (sent.accepted, "accepted by the server"),
        (sent.put_off, "put off"),
        (sent.failed, "refused"),
        (sent.expired, "given up: waited too long"),
        (sent.in_doubt, "in doubt"),
    )
    said = [", ".join(f"{n} {words}" for n, words in counts if n) or "nothing was sent"]
    if sent.left:
        when = f", the first from {moment(sent.next_at)}" if sent.next_at is not None else ""
        said.append(f"{counted(sent.left)} waiting{when}: 'handouts outbox resume' goes on")
    if sent.doubts:
        said.append(
            f"{counted(sent.doubts)} in doubt: 'handouts outbox reconcile' lists what to settle"
        )
    return said


def counted(number: int) -> str:
    return f"{number} mail{'s' * (number != 1)}"


def standing(found: Overview) -> list[str]:
    """The counts of a ledger, and the handouts it sent."""
    counts = [(found.counts[state], NAMES[state]) for state in State if found.counts[state]]
    counts += [(found.bounced, "came back")] if found.bounced else []
    total = sum(found.counts.values())
    said = [f"{counted(total)}: " + ", ".join(f"{n} {words}" for n, words in counts)]
    if not total:
        said = ["no mails"]
    for each in found.handouts:
        when = f", the last {moment(each.last)}" if each.last is not None else ""
        what = f"{each.handout} version {each.version}, {each.edition}, {each.language}"
        said.append(f"  {what}: {each.accepted} of {each.mails} accepted{when}")
    return said


def line(each: Line) -> str:
    """One mail by its numbers, with its address if that was asked for."""
    state = f"came back ({each.bounced})" if each.bounced else NAMES[each.state]
    why = f" ({each.why})" if each.why and not each.bounced else ""
    when = each.next_at if each.state is State.QUEUED else each.settled_at
    date = f"  {'from ' * (each.state is State.QUEUED)}{moment(when)}" if when is not None else ""
    address = f"  {each.address}" if each.address else ""
    return f"  {each.number}  row {each.row}  {state}{why}{date}  <{each.message_id}>{address}"
