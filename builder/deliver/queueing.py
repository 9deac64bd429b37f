"""Puts the mails that somebody has looked at into the ledger, from where they are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial

from builder.deliver.copies.master import Refusal
from builder.deliver.copies.parcel import Attachment, Parcel
from builder.deliver.ledger.ledger import Ledger
from builder.deliver.ledger.mailing import Held, Known, Mailing, Queued, State, Write
from builder.deliver.mail.plan import Plan
from builder.deliver.mailout import Mailout
from builder.machine.crew import Crew

CHANGED = "the sources were changed while mails were made of them; what is queued stays"
STANDS = {
    State.QUEUED: "waits for",
    State.SENDING: "is just getting",
    State.AT_DOT: "is just getting",
    State.IN_DOUBT: "may have had",
    State.SENT: "has had",
}


def queue(
    ledger: Ledger,
    mails: Mailout,
    plan: Plan,
    contents: Mapping[int, str],
    crew: Crew,
    told: Callable[[str], object],
    reason: str = "",
) -> Queued:
    """Queues the mail of everybody who has not had it; with a `reason` of everybody.

    Raises OSError where a mail would not say what `contents`, by row, says that somebody saw.
    """
    return ledger.queue(
        _written(mails, contents, crew, told),
        batch=plan.digest[:16],
        site=mails.site,
        domain=mails.domain,
        hours=mails.mail.give_up_hours,
        now=plan.made,
        reason=reason,
    )


def _written(
    mails: Mailout, contents: Mapping[int, str], crew: Crew, told: Callable[[str], object]
) -> Iterator[tuple[Mailing, Write]]:
    for row, made in mails.parcels(crew, told, locks=True):
        if isinstance(made, Refusal) or mails.content(made) != contents.get(row):
            raise OSError(0, CHANGED)
        held = tuple(map(_held, made.attachments))
        mailing = Mailing(row, made.recipient.address, held, contents[row])
        yield mailing, partial(mails.message, made)


def _held(one: Attachment) -> Held:
    return Held(one.handout, one.version, one.edition, one.language, one.pages, one.sha256)


def had_before(ledger: Ledger, mails: Mailout, parcel: Parcel) -> str:
    """What this person had of these handouts before, in words; "" for nothing."""
    codes = [one.handout for one in parcel.attachments]
    known = ledger.before(parcel.recipient.address, codes, mails.site)
    return "; ".join(had(each, mails.content(parcel)) for each in known)


def had(known: Known, content: str) -> str:
    """What somebody had before, in words: the same, or what else, and when."""
    if known.withdrawn:
        return "a mail was withdrawn; it is not sent"
    if known.state is State.FAILED:
        return "a mail failed before; it is tried again"
    when = datetime.fromtimestamp(known.settled_at or known.queued_at, UTC)
    day = f"{when.day} {when:%B %Y}" + (", and it came back" if known.bounced else "")
    if known.content == content:
        return f"{STANDS[known.state]} it already, {day}"
    what = ", ".join(f"{one.handout} version {one.version}" for one in known.handouts)
    return f"{STANDS[known.state]} {what or 'other words'} on {day}"
