"""Which print server is asked: the one that the commands of CUPS would ask here.

That is CUPS_SERVER, then `ServerName` of the user's client.conf and of the machine's, then the
socket of this machine, then its port (client.conf(5), cups(1)).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builder.machine.disk import begun

IPP_PORT = 631  # RFC 8010, 4
MOST = 1 << 16  # bytes of a file of settings
SOCKETS = (Path("/run/cups/cups.sock"), Path("/var/run/cupsd"), Path("/private/var/run/cupsd"))
ALWAYS = ("always", "required")


@dataclass(frozen=True)
class PrintServer:
    """A host, or the path of a socket; `told` says whether somebody named it."""

    host: str
    port: int = IPP_PORT
    encrypted: bool = False
    told: bool = False

    @property
    def is_socket(self) -> bool:
        return self.host.startswith("/")

    def __str__(self) -> str:
        return self.host if self.is_socket else f"{self.host}:{self.port}"


def print_server() -> PrintServer:
    """The server for this user on this machine."""
    settings = dict(_settings())
    name = os.environ.get("CUPS_SERVER") or settings.get("servername", "")
    secure = os.environ.get("CUPS_ENCRYPTION") or settings.get("encryption", "")
    encrypted = secure.lower() in ALWAYS
    if name:
        host, port = _parts(name.partition("/version=")[0])
        return PrintServer(host, port, encrypted, told=True)
    for socket in SOCKETS:
        if socket.exists():
            return PrintServer(str(socket))
    return PrintServer("localhost", _own_port(), encrypted)


def is_installed() -> bool:
    """Whether the commands of CUPS are on this machine."""
    return shutil.which("lp") is not None


def own_default() -> str:
    """The printer that this user prefers (lp(1), lpoptions(1)); empty for none."""
    for name in ("LPDEST", "PRINTER"):
        if (said := os.environ.get(name, "")) and said != "lp":
            return said.partition("/")[0]
    for line in _lines("lpoptions"):
        words = line.split()
        if len(words) > 1 and words[0].lower() == "default":
            return words[1].partition("/")[0]
    return ""


def _settings() -> Iterator[tuple[str, str]]:
    """What the files say; of two, the last holds."""
    for line in _lines("client.conf"):
        key, _, value = line.strip().partition(" ")
        yield key.lower(), value.strip()


def _lines(name: str) -> Iterator[str]:
    """The lines of a file of the machine, then of the user's own; a missing one has none."""
    root = Path(os.environ.get("CUPS_SERVERROOT", "/etc/cups"))
    with suppress(RuntimeError):  # a user without a home
        for folder in (root, Path.home() / ".cups"):
            with suppress(OSError):
                yield from begun(folder / name, MOST).decode("utf-8", "replace").splitlines()


def _parts(name: str) -> tuple[str, int]:
    """A host, perhaps `[::1]`, with the port after it."""
    if name.startswith("/"):
        return name, IPP_PORT
    host, _, port = name.rpartition(":")
    if host and port.isdecimal() and (":" not in host or host.endswith("]")):
        return host.strip("[]"), int(port)
    return name.strip("[]"), _own_port()


def _own_port() -> int:
    said = os.environ.get("IPP_PORT", "")
    return int(said) if said.isdecimal() else IPP_PORT
