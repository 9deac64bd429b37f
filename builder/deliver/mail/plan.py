"""What somebody looked at before it is sent: the digest of all mails of a list, and when."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from builder.deliver.lists.recipient import Recipient
from builder.machine.disk import read

PLAN = "plan.json"
MOST = 4096  # bytes
KEEPS = 7 * 86_400  # seconds that a look is good for


@dataclass(frozen=True)
class Plan:
    """`digest` is of everybody's row, address, password and content, and of the way they go.

    `made` is seconds since 1970.
    """

    digest: str
    count: int
    made: float

    def as_bytes(self) -> bytes:
        return f"{json.dumps(asdict(self))}\n".encode()


class Tally:
    """Counts mails as they are made; all go one `way`: whom they are from, and by which server."""

    def __init__(self, way: Sequence[str]) -> None:
        self.count = 0
        self._all = hashlib.sha256(json.dumps(way).encode())

    def add(self, one: Recipient, content: str) -> None:
        said = "\0".join((str(one.row), one.address, one.password, content))
        self._all.update(hashlib.sha256(said.encode()).digest())
        self.count += 1

    def plan(self, now: float) -> Plan:
        return Plan(self._all.hexdigest(), self.count, now)


def plan_of(folder: Path) -> Plan | None:
    """The plan that lies in a folder of a preview, if one does."""
    try:
        return Plan(**json.loads(read(folder / PLAN, MOST) or b""))
    except (ValueError, TypeError):
        return None


def unseen(seen: Plan | None, wanted: Plan) -> str:
    """Why these mails may not leave yet; "" if somebody has looked at them lately."""
    if seen is None or (seen.digest, seen.count) != (wanted.digest, wanted.count):
        return "nobody has looked at these mails as they are now: run it without '--send' first"
    if not 0 <= wanted.made - seen.made < KEEPS:
        return "it is over 7 days since somebody looked at these mails: run it without '--send'"
    return ""
