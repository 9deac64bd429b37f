"""Certificates made for a test: good ones, and one of each kind that must not be trusted."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import trustme


class Authority:
    """An authority that a sender trusts through SSL_CERT_FILE (`bundle`)."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self.bundle = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(self.bundle)

    def context(self, name: str = "localhost", *, expired: bool = False) -> ssl.SSLContext:
        """What a server of that name shows."""
        end = datetime(2020, 1, 1, tzinfo=UTC) if expired else None
        begin = datetime(2019, 1, 1, tzinfo=UTC) if expired else None
        made = self._authority.issue_cert(name, not_before=begin, not_after=end)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        made.configure_cert(context)
        return context

    def files(self, folder: Path) -> tuple[Path, Path]:
        """A key and a certificate for `localhost`, as files."""
        made = self._authority.issue_cert("localhost", "127.0.0.1")
        key, chain = folder / "key.pem", folder / "chain.pem"
        made.private_key_pem.write_to_path(key)
        key.chmod(0o600)
        chain.unlink(missing_ok=True)
        for part in made.cert_chain_pems:
            part.write_to_path(chain, append=True)
        return key, chain
