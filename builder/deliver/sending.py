"""Sends what is queued: at a pace, one login a connection, each mail on its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from builder.deliver.ledger.attempts import Attempts, Claimed, later
from builder.deliver.ledger.ledger import Ledger
from builder.deliver.ledger.ledgerfile import sender
from builder.deliver.ledger.mailing import State
from builder.deliver.smtp.connecting import Busy, Stopped, connected
from builder.deliver.smtp.login import Login
from builder.deliver.smtp.pace import Clock, Pace, RealClock
from builder.deliver.smtp.route import Patience, Route
from builder.deliver.smtp.submission import Answer, Lost, Submission
from builder.machine.signals import undivided

REFUSALS = 5  # in a row: then it is us that the server refuses
BUSY = 5  # times in a row that the server puts off a connection
SOON = 60.0  # seconds until a mail is tried again whose connection was lost


@dataclass(frozen=True)
class Event:
    """What became of one attempt: the mail's number and row, its state, the server's code."""

    number: int
    row: int
    state: State
    said: str


@dataclass
class Sent:
    """What became of a run. `left` mails wait; the first is due at `next_at`, if any is.

    `doubts` are all in the ledger, also those of earlier runs.
    """

    accepted: int = 0
    put_off: int = 0
    failed: int = 0
    in_doubt: int = 0
    expired: int = 0
    doubts: int = 0
    left: int = 0
    next_at: float | None = None


@dataclass
class _Run:
    attempts: Attempts
    route: Route
    login: Login | None
    clock: Clock
    pace: Pace
    patience: Patience
    told: Callable[[Event], None]
    sent: Sent
    line: Submission | None = None
    refused: list[Claimed] = field(default_factory=list)

    def go(self, limit: int | None, wait: bool) -> None:
        tried = 0
        while limit is None or tried < limit:
            self.sent.expired += self.attempts.expire(self.clock.now())
            number = self.attempts.due(self.clock.now())
            if number is None:
                next_at = self.attempts.next_at()
                if next_at is None or not wait:
                    return
                self.hang_up()
                self.clock.wait(max(0.0, next_at - self.clock.now()))
                continue
            self.pace.wait()
            line = self.connection()
            with undivided():
                self.one(line, number)
            tried += 1

    def connection(self) -> Submission:
        """The connection there is, if it still holds, or another."""
        if self.line and self.line.ready():
            return self.line
        self.hang_up()
        for _ in range(BUSY):
            try:
                self.line = connected(self.route, self.login, self.patience)
                return self.line
            except Busy:
                self.pace.slower(300)
                self.clock.wait(self.pace.pause)
        where = f"{self.route.server}:{self.route.at_port}"
        raise Stopped(0, "the server is busy (421); try again later", where)

    def one(self, line: Submission, number: int) -> None:
        """One mail, from queued to what becomes of it."""
        mail = self.attempts.claim(number, self.clock.now())
        if mail is None:
            return
        try:
            answer = line.offer(mail.address, mail.message)
            if answer is None:
                self.attempts.at_dot(number)
                answer = line.finish()
        except Lost:
            self.drop()
            self.pace.slower(300)
            self.put_off(mail, SOON if mail.tries == 1 else later(mail.message_id, mail.tries), "")
            return
        if answer is None:
            self.drop()
            self.attempts.in_doubt(number, self.clock.now())
            self.sent.in_doubt += 1
            self.tell(mail, State.IN_DOUBT, "")
        elif answer.code // 100 == 2:
            self.accepted(mail, answer)
        elif answer.code // 100 == 5:
            self.refuse(mail, answer)
        else:
            self.busy(mail, answer)

    def accepted(self, mail: Claimed, answer: Answer) -> None:
        self.attempts.sent(mail.number, self.clock.now(), answer.said)
        self.sent.accepted += 1
        self.refused.clear()
        self.pace.normal()
        self.tell(mail, State.SENT, answer.said)

    def busy(self, mail: Claimed, answer: Answer) -> None:
        """Put off: one recipient perhaps (RFC 6647), or all of us, then with longer pauses."""
        self.pace.slower(30 if answer.stage == "rcpt" and not answer.closes else 300)
        if answer.closes:
            self.drop()
        self.put_off(mail, later(mail.message_id, mail.tries), answer.said)

    def put_off(self, mail: Claimed, seconds: float, said: str) -> None:
        self.attempts.put_off(mail.number, self.clock.now() + seconds, said)
        self.sent.put_off += 1
        self.tell(mail, State.QUEUED, said)

    def refuse(self, mail: Claimed, answer: Answer) -> None:
        """A refusal; several in a row are of us, whatever they say, and mark no address.

        A mail that was in such a row before and is refused again, while others are
        accepted, is refused for itself.
        """
        if answer.stage == "mail" and answer.code != 552:  # 552: the mail is too large
            self.attempts.put_off(mail.number, self.clock.now(), answer.said, "refused")
            message = f"the server refuses the sender ({answer.said}); all mails wait"
            raise Stopped(0, message, f"{self.route.server}:{self.route.at_port}")
        self.attempts.failed(mail.number, self.clock.now(), answer.said)
        self.sent.failed += 1
        self.tell(mail, State.FAILED, answer.said)
        if answer.stage == "ours" or (mail.refusals and self.sent.accepted):
            return
        self.refused.append(mail)
        if len(self.refused) >= REFUSALS:
            self.attempts.put_back([each.number for each in self.refused])
            self.sent.failed -= len(self.refused)
            message = (
                f"{REFUSALS} mails in a row were refused ({answer.said}): it may be the sender or "
                "the pace that is refused; they wait, and no address is taken for wrong"
            )
            raise Stopped(0, message, f"{self.route.server}:{self.route.at_port}")

    def tell(self, mail: Claimed, state: State, said: str) -> None:
        self.told(Event(mail.number, mail.row, state, said))

    def hang_up(self) -> None:
        if self.line:
            self.line.quit()
        self.line = None

    def drop(self) -> None:
        if self.line:
            self.line.drop()
        self.line = None


def send(
    ledger: Ledger,
    route: Route,
    login: Login | None,
    *,
    site: str = "",
    limit: int | None = None,
    per_minute: int | None = None,
    wait: bool = False,
    clock: Clock | None = None,
    patience: Patience = Patience(),  # noqa: B008
    told: Callable[[Event], None] = lambda event: None,
    sent: Sent | None = None,
) -> Sent:
    """Sends what is due, at most `limit` mails; with `wait` also what is put off meanwhile.

    Of one site, for each has its own server, unless none is named.

    Raises Stopped (an OSError) when the server is not there, not to be trusted, or refuses us
    rather than a mail; OSError when the ledger cannot be written; `signals.Ended`, once the
    mail it is at has come to its end. `sent` is then what was done until then.
    """
    clock, sent = clock or RealClock(), sent if sent is not None else Sent()
    with sender(ledger.book.place.parent):
        attempts = Attempts(ledger.book, clock.now(), site)
        pace = Pace(clock, 60 / (per_minute or route.per_minute))
        run = _Run(attempts, route, login, clock, pace, patience, told, sent)
        try:
            run.go(limit, wait)
            run.hang_up()
        finally:
            run.drop()
            sent.next_at = attempts.next_at()
            sent.left = attempts.waiting()
            sent.doubts = ledger.count(State.IN_DOUBT)
    return sent
