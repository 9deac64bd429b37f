"""The way out: what is needed to know of the mail server, and how long it is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Route(Protocol):
    """What `mail` of a site says of the way out."""

    @property
    def server(self) -> str: ...
    @property
    def at_port(self) -> int: ...
    @property
    def security(self) -> str: ...
    @property
    def sender(self) -> str: ...
    @property
    def hello(self) -> str | None: ...
    @property
    def per_minute(self) -> int: ...
    @property
    def most_megabytes(self) -> int: ...
    @property
    def give_up_hours(self) -> int: ...


@dataclass(frozen=True)
class Patience:
    """How long to wait for the server, in seconds (RFC 5321, 4.5.3.2)."""

    connect: float = 60
    command: float = 300
    dot: float = 600
