"""The login of the mail server: from the environment or a private file, shown to nobody."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD, FILE = "HANDOUTS_SMTP_USER", "HANDOUTS_SMTP_PASSWORD", "HANDOUTS_SMTP_LOGIN"
MOST = 4096  # bytes of the file


@dataclass(frozen=True, repr=False)
class Login:
    """Who sends, to the server."""

    user: str
    password: str

    def __repr__(self) -> str:
        return "Login(…)"


def login(environment: Mapping[str, str]) -> Login | None:
    """The login that the environment names, or None if it names none.

    HANDOUTS_SMTP_USER and HANDOUTS_SMTP_PASSWORD, or HANDOUTS_SMTP_LOGIN: a file with the
    user in its first line and the password in its second, which nobody else may read.
    Raises OSError, with nothing of the login in it, for one that cannot be used.
    """
    user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
    if environment.get(FILE):
        if user or password:
            raise OSError(errno.EINVAL, f"{FILE} or {USER} and {PASSWORD}, not both")
        return _usable(*_lines(Path(environment[FILE])), FILE)
    if not user and not password:
        return None
    return _usable(user, password, f"{USER} and {PASSWORD}")


def _usable(user: str, password: str, source: str) -> Login:
    """PLAIN and LOGIN take other letters than ASCII from some servers only (RFC 4616, 2)."""
    for said, what in ((user, "user"), (password, "password")):
        if not said:
            raise OSError(errno.EINVAL, f"{source}: there is no {what}")
        if not said.isascii() or not said.isprintable():
            raise OSError(errno.EINVAL, f"{source}: the {what} has signs that are not ASCII")
    return Login(user, password)


def _lines(place: Path) -> tuple[str, str]:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(place, flags)
    except OSError as error:
        raise OSError(error.errno or 0, f"{FILE}: {error.strerror}", str(place)) from None
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, f"{FILE}: this is not a plain file", str(place))
    with os.fdopen(handle, "rb") as file:
        if os.name == "posix" and (found.st_mode & 0o077 or found.st_uid != os.geteuid()):
            message = f"{FILE}: others may read it, or it is not yours (chmod 600)"
            raise OSError(errno.EACCES, message, str(place))
        lines = file.read(MOST).decode("utf-8", "replace").splitlines()
    if len(lines) != 2:
        raise OSError(errno.EINVAL, f"{FILE}: it must have two lines", str(place))
    return lines[0], lines[1]
