"""A real mail server with faults, as a plan says; it writes down what it accepted.

A plan gives the fault for an address and the number of the attempt. `python -m
tests.mail.faulty FOLDER SEED` runs one whose plan is made from a seed, until its
input ends; the first line it prints is its port.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.mail.accepted import noted
from tests.mail.certificates import Authority

USER, PASSWORD = "clinic-sender", "canary-password-7291"
# What can happen: an answer at a stage, or the end of the connection.
RCPT, AT_END = ("450", "451", "421", "550", "552"), ("end 451", "end 421", "end 554")
DROPS = ("drop at data", "drop in body", "drop at end", "drop accepted")
SLOW, CLOSES = "slow", "close after"
Plan = Callable[[str, int], str]


def by_seed(seed: int) -> Plan:
    """A plan with every fault: a third of all attempts, fewer the more there were."""

    def plan(address: str, attempt: int) -> str:
        dice = random.Random(f"{seed} {address} {attempt}")
        if dice.random() > 1 / (2 + attempt):
            return ""
        faults = ("450", "451", "421", "552", *AT_END[:2], *DROPS, *DROPS, SLOW, CLOSES)
        return "550" if dice.random() < 0.04 else dice.choice(faults)

    return plan


@dataclass
class Handler:
    """Answers as planned; `accepted` and `seen` are files of one JSON line a message."""

    folder: Path
    plan: Plan
    attempts: Counter[str] = field(default_factory=Counter)
    commands: list[str] = field(default_factory=list)
    logins: int = 0
    of_sender: str = ""  # what is said to the sender's address
    on_data: Callable[[], None] = lambda: None

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        self.logins += 1
        good = isinstance(data, LoginPassword) and data == LoginPassword(
            USER.encode(), PASSWORD.encode()
        )
        return AuthResult(success=good, handled=False)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.commands.append(" ".join(["MAIL", *options]))
        if self.of_sender:
            return f"{self.of_sender} not from <{address}>"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.attempts[address] += 1
        fault = self.plan(address, self.attempts[address])
        if fault == SLOW:
            await asyncio.sleep(0.02)
        if fault in RCPT:
            return f"{fault} 5.1.1 <{address}> is not served now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        address = envelope.rcpt_tos[0]
        fault = self.plan(address, self.attempts[address])
        content = envelope.original_content or b""
        self._note("seen", address, content)
        if fault in AT_END:
            return f"{fault.removeprefix('end ')} 4.7.1 not now, {address}"
        if fault == "drop at end":
            return lost(server)
        if fault == "silent at end":
            await asyncio.sleep(3600)  # until the server ends
        self._note("accepted", address, content)
        return lost(server) if fault == "drop accepted" else f"250 2.0.0 accepted for {address}"

    def fault_of(self, envelope: Envelope) -> str:
        address = envelope.rcpt_tos[0] if envelope.rcpt_tos else ""
        return self.plan(address, self.attempts[address])

    def _note(self, name: str, address: str, content: bytes) -> None:
        message = message_from_bytes(content)
        last: Any = [*message.walk()][-1].get_payload(decode=True)
        line = {
            "id": str(message["Message-ID"]).strip("<>"),
            "to": address,
            "sha256": hashlib.sha256(content).hexdigest(),
            "attachment": hashlib.sha256(last).hexdigest(),
        }
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def noted(self, name: str) -> list[dict[str, str]]:
        return noted(self.folder / name)


def lost(server: SMTP) -> str:
    """Ends a connection in the middle of things."""
    server.transport.abort()  # type: ignore[union-attr]
    return "250 nobody reads this"


class Protocol(SMTP):
    """The protocol, with ends where the library has no hook."""

    handler: Handler

    async def smtp_DATA(self, arg: str) -> None:
        assert self.envelope is not None
        self.handler.on_data()
        fault = self.handler.fault_of(self.envelope)
        if fault == "drop at data":
            lost(self)
            return
        if fault == "silent at data":
            await asyncio.sleep(3600)  # until the server ends
        if fault == "drop in body":
            await self.push("354 go on")
            await self._reader.readline()
            lost(self)
            return
        await super().smtp_DATA(arg)
        if fault == CLOSES:
            self.transport.close()  # type: ignore[union-attr]

    async def smtp_EHLO(self, hostname: str) -> None:
        self.handler.commands.append(f"EHLO {hostname}")
        await super().smtp_EHLO(hostname)


@dataclass
class Running:
    """A server in a thread of its own, on a port of this machine."""

    folder: Path
    tls: ssl.SSLContext | None
    plan: Plan = lambda address, attempt: ""
    wrapped: bool = False  # TLS from the first byte
    asks: bool = True  # for a login
    size: int = 0
    utf8: bool = False
    port: int = 0

    def __post_init__(self) -> None:
        self.handler = Handler(self.folder, self.plan)
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def protocol(self) -> Protocol:
        made = Protocol(
            self.handler,
            hostname="localhost",
            data_size_limit=self.size or 33554432,
            enable_SMTPUTF8=self.utf8,
            tls_context=None if self.wrapped else self.tls,
            require_starttls=bool(self.tls) and not self.wrapped,
            authenticator=self.handler.authenticate if self.asks else None,
            auth_required=self.asks and not self.wrapped,
            auth_require_tls=not self.wrapped,
            auth_exclude_mechanism=[] if self.asks else ["LOGIN", "PLAIN"],
            loop=self._loop,
        )
        made.handler = self.handler
        return made

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        context = self.tls if self.wrapped else None
        made = self._loop.create_server(self.protocol, "127.0.0.1", self.port, ssl=context)
        self._server = self._loop.run_until_complete(made)
        self.port = self._server.sockets[0].getsockname()[1]
        self._up.set()
        self._loop.run_forever()

    def __enter__(self) -> Self:
        self._thread.start()
        self._up.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._server.wait_closed()


def main(folder: Path, seed: int) -> None:
    authority = Authority(folder)
    with Running(folder, authority.context(), by_seed(seed)) as server:
        print(server.port, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
