"""Mails for everybody on a list, from the sources to the folder where somebody looks at them.

All is made as it would be sent: only the network, and the ledger, are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from builder.deliver.copies.master import Refusal
from builder.deliver.copies.newpasswords import with_passwords
from builder.deliver.copies.parcel import Parcel
from builder.deliver.copies.parcels import Packer, parcels
from builder.deliver.copies.press import Press, press
from builder.deliver.lists.addressees import addressees
from builder.deliver.lists.recipient import Recipient
from builder.deliver.mail.correspondence import Words, letters
from builder.deliver.mail.message import content, message, titled
from builder.deliver.mail.plan import PLAN, Plan, Tally
from builder.deliver.mail.proof import Shown, proof, shown
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.machine.crew import Crew
from builder.machine.privately import private_file, whole_folder
from builder.model import Mail
from builder.pictures.firstpage import first_page
from builder.place import Span
from builder.project import Project

PREVIEW, PROOF = "preview", "proof.html"


@dataclass(frozen=True)
class Order:
    """What was asked for: which handouts, for the people of which list, and how."""

    names: tuple[str, ...]
    people: str
    site: str | None = None
    allow_draft: bool = False
    password_column: str = ""
    new_passwords: Path | None = None
    again: str = ""  # why it goes once more to those who had it


@dataclass(frozen=True, repr=False)
class Mailout:
    """All that mails are made of, looked at and without faults.

    `words` are the letters by language; `passwords` is what the file of new ones will hold.
    """

    project: Project
    order: Order
    press: Press
    words: dict[str, Words]
    mail: Mail
    people: list[Recipient]
    passwords: bytes = b""

    @property
    def site(self) -> str:
        return str(self.press.handouts[0].site.site)

    @property
    def brand(self) -> str:
        return self.press.handouts[0].brand.name.text

    @property
    def domain(self) -> str:
        """Of the sender, for the ids of its mails."""
        return self.mail.sender.rpartition("@")[2]

    @property
    def way(self) -> tuple[str, ...]:
        """Whom every mail is from, where answers go, and the server by which it leaves."""
        mail = self.mail
        server = (mail.server, str(mail.at_port), mail.security)
        return self.brand, str(mail.sender), str(mail.reply_to or ""), *server

    def tally(self) -> Tally:
        """Counts its mails, for the plan that somebody looks at."""
        return Tally((*self.way, self.order.again))

    def lines(self, subjects: Iterable[str]) -> dict[str, str]:
        """What somebody looks at of the way, and the subjects; empty for what is not."""
        brand, sender, reply_to, server, port, _ = self.way
        return {
            "From": f"{brand} <{sender}>",
            "Answers to": reply_to,
            "Subject": " / ".join(subjects),
            "Server": f"{server}, port {port}",
        }

    def parcels(
        self, crew: Crew, told: Callable[[str], object], *, locks: bool
    ) -> Iterator[tuple[int, Parcel | Refusal]]:
        work = Packer(self.project, self.order.names, self.order.site, locks, self.press)
        return parcels(work, self.people, crew, told)

    def words_for(self, parcel: Parcel) -> Words:
        return self.words[parcel.attachments[0].language]

    def content(self, parcel: Parcel) -> str:
        return content(parcel, self.words_for(parcel))

    def message(self, parcel: Parcel, message_id: str, when: datetime) -> bytes:
        return message(parcel, self.words_for(parcel), self.mail, self.brand, message_id, when)

    def too_large(self, data: bytes) -> str:
        """Why a server of the site would not take a mail; "" if it would."""
        size, most = len(data) / 1e6, self.mail.most_megabytes
        return f"the mail has {size:.1f} MB, and {most} MB is the most" if size > most else ""


def mailout(project: Project, order: Order, sink: Sink) -> Mailout | None:
    """What mails are made of; None, and why in `sink`, where anything is wrong with it."""
    library = read_library(project, sink)
    ready = press(project, library, order.names, order.site, sink)
    if ready is None or sink.failed:
        return None
    mail = _mail(ready, sink)
    _no_drafts(ready, order, sink)
    words = letters(library, ready.in_languages, sink)
    people = addressees(
        ready, order.people, sink, by_mail=True, password_column=order.password_column,
        weak_passwords=mail is not None and mail.guessable,
    )  # fmt: skip
    people, passwords = _with_passwords(people, order, sink)
    if mail is None or sink.failed:
        return None
    return Mailout(project, order, ready, words, mail, people, passwords)


def _mail(ready: Press, sink: Sink) -> Mail | None:
    site = ready.handouts[0].site
    if site.mail is None:
        message = f"the site '{site.site}' does not say how it sends mail"
        sink.error(site.span, "no-mail", message, "add 'mail:' with its server and sender")
    return site.mail


def _no_drafts(ready: Press, order: Order, sink: Sink) -> None:
    """Mail is held to what a release is: somebody answers for the words, and they are in date."""
    if order.allow_draft or not ready.drafts:
        return
    sink.extend(ready.drafts)
    message = "this may not be released as it is now, and so is not sent"
    hint = "'--allow-draft' sends it all the same, and every mail says that it is a draft"
    sink.error(Span("handouts"), "draft", message, hint)


def _with_passwords(
    people: list[Recipient], order: Order, sink: Sink
) -> tuple[list[Recipient], bytes]:
    if order.new_passwords is not None and not sink.failed:
        return with_passwords(people, order.new_passwords, sink)
    for one in people if order.password_column and order.new_passwords is None else ():
        if not one.password:
            message = f"row {one.row}: '{order.password_column}' is empty"
            hint = "'--new-passwords FILE' makes one for each who has none"
            sink.error(Span(order.people, one.row), "no-password", message, hint)
    return people, b""


def preview(
    mails: Mailout, out: Path, now: float, crew: Crew, told: Callable[[str], object], sink: Sink,
    had: Callable[[Parcel], str] = lambda parcel: "",
) -> int:  # fmt: skip
    """Writes every mail, a page about all of them and the plan into a folder; their number.

    The folder is there whole or as it was before: what is wrong with any mail is in `sink`.
    `had` says what somebody had before. Raises OSError.
    """
    try:
        with whole_folder(out / PREVIEW) as folder:
            plan = _previewed(mails, folder, now, crew, told, sink, had)
            if sink.failed:
                raise _Incomplete
    except _Incomplete:
        return 0
    return plan.count


class _Incomplete(Exception):
    """Not every mail could be made."""


def _previewed(
    mails: Mailout, folder: Path, now: float, crew: Crew, told: Callable[[str], object],
    sink: Sink, had: Callable[[Parcel], str],
) -> Plan:  # fmt: skip
    tally, lines, picture = mails.tally(), list[Shown](), b""
    when, subjects = datetime.fromtimestamp(int(now), UTC), dict[str, None]()
    for row, made in mails.parcels(crew, told, locks=True):
        if isinstance(made, Refusal):
            made.tell(mails.order.people, row, sink)
            continue
        data = mails.message(made, f"preview-{row}@{mails.domain}", when)
        if large := mails.too_large(data):
            sink.error(Span(mails.order.people, row), "too-large", f"row {row}: {large}")
        name = f"{row:04}.eml"
        private_file(folder / name, data)
        lines.append(shown(made, name, had(made)))
        tally.add(made.recipient, mails.content(made))
        first = made.attachments[0].data
        picture = picture or first_page(first, made.recipient.password)
        subjects[titled(made, mails.words_for(made))] = None
    plan = tally.plan(now)
    page = proof(lines, picture, mails.lines(subjects), draft=bool(mails.press.drafts))
    private_file(folder / PROOF, page)
    private_file(folder / PLAN, plan.as_bytes())
    return plan


def tallied(
    mails: Mailout, now: float, crew: Crew, told: Callable[[str], object], sink: Sink
) -> tuple[Plan, dict[int, str]]:
    """The plan of all mails, without writing one, and the digest of what each row is told."""
    tally, contents = mails.tally(), dict[int, str]()
    for row, made in mails.parcels(crew, told, locks=False):
        if isinstance(made, Refusal):
            made.tell(mails.order.people, row, sink)
            continue
        contents[row] = mails.content(made)
        tally.add(made.recipient, contents[row])
    return tally.plan(now), contents
