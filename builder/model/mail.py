"""How a site sends mail: `mail` in `sources/sites/*.yaml`. No password stands here."""

from __future__ import annotations

from typing import Annotated, Literal

from builder.model.placed import Placed
from builder.place import Text
from builder.source.values import Email, Flag, Whole, between


class Mail(Placed):
    """The server, who the mail is from, how fast it goes and how long the ledger knows people.

    The connection is always encrypted and the server's certificate always checked:
    `starttls` (RFC 3207) or `tls` from the first byte (RFC 8314).
    """

    server: Text
    port: Annotated[Whole, between(1, 65535)] | None = None
    security: Literal["starttls", "tls"] = "starttls"
    sender: Email
    reply_to: Email | None = None
    hello: Text | None = None  # the name told in EHLO; without one an address literal
    per_minute: Annotated[Whole, between(1, 6000)] = 30
    most_megabytes: Annotated[Whole, between(1, 100)] = 20
    give_up_hours: Annotated[Whole, between(1, 240)] = 48
    keep_days: Annotated[Whole, between(1, 3650)] = 90
    guessable: Flag = False

    @property
    def at_port(self) -> int:
        """The port of mail submission for the kind of security (RFC 8314, 3.3), unless told."""
        return self.port or (465 if self.security == "tls" else 587)
